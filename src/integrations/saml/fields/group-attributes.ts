/** Group attribute statements: one attribute with a value for each of the person's groups that a filter lets through. */
import { z } from "zod";
import { defineField } from "../../field.js";
import {
  FILTER_HELP,
  filterType,
  filterValue,
  namedFilterText,
  readNamedFilter,
  refuseFaulty,
} from "../../group-filter-text.js";
import { attributeName, nameFormat, nameText, readName, refuseTwice } from "../attribute-name.js";
import { filterOf, type GroupAttributeStatement, statementsOf, writeStatements } from "../attribute-statements.js";

const statement = z
  .object({ type: z.literal("GROUP"), name: attributeName, namespace: nameFormat, filterType, filterValue })
  .superRefine((typed, context) => refuseFaulty(filterOf(typed), context));

export const groupAttributes = defineField<GroupAttributeStatement[]>({
  key: "groupAttributes",
  path: "settings.signOn.attributeStatements", // beside those of `attributes`, told apart by their type
  term: "Group attribute statements",
  flag: "--group-attribute <name=regex>",
  section: "Attributes",
  ask: true,
  help: `an attribute with the names of the person's groups, as ${FILTER_HELP}; groups:basic=… gives the name a format`,
  example: "groups=Engineering.*",
  spec: "saml-core-2.0 §2.7.3.1",
  repeatable: true,
  schema: z.array(statement).superRefine(refuseTwice),
  fromText: (text) => {
    const { name, filter } = readNamedFilter(text);
    return { type: "GROUP", ...readName(name), filterType: filter.type, filterValue: filter.value };
  },
  toText: (statements) =>
    statements.map((each) => namedFilterText({ name: nameText(each), filter: filterOf(each) })).join(", "),
  default: () => [],
  read: (document) => statementsOf(document, "GROUP"),
  write: (document, statements) => writeStatements(document, "GROUP", statements),
});
