/** Attribute statements: what the assertion tells about the person besides the NameID. */
import { z } from "zod";
import { PLACES, reasonAgainst } from "../../../directory/expression-language/index.js";
import { defineField } from "../../field.js";
import { attributeName, nameFormat, nameText, readName, refuseTwice } from "../attribute-name.js";
import { type AttributeStatement, statementsOf, writeStatements } from "../attribute-statements.js";

const statement = z.object({
  type: z.literal("EXPRESSION"),
  name: attributeName,
  namespace: nameFormat,
  values: z
    .array(
      z
        .string()
        .max(1024, "an attribute's expression has more than 1024 characters")
        .regex(/^\P{Cc}*$/u, "an attribute's expression has a control character in it")
        .superRefine((text, context) => {
          const reason = reasonAgainst(text, PLACES.attributeStatement);
          if (reason) context.addIssue({ code: "custom", message: `"${text}" is no expression: ${reason}` });
        }),
    )
    .length(1, "an attribute has exactly one expression; one that gives a list makes several values"),
});

export const attributes = defineField<AttributeStatement[]>({
  key: "attributes",
  path: "settings.signOn.attributeStatements",
  term: "Attribute statements",
  flag: "--attribute <name=expression>",
  section: "Attributes",
  help: "an attribute of the assertion, as email=user.email or, with a name format, email:uri=user.email; the value is an expression",
  example: 'email=user.email, tier="gold"',
  spec: "saml-core-2.0 §2.7.3",
  repeatable: true,
  ask: true,
  schema: z.array(statement).superRefine(refuseTwice),
  fromText: (text) => {
    const [name = "", ...expression] = text.split("=");
    return { type: "EXPRESSION", ...readName(name.trim()), values: [expression.join("=").trim()] };
  },
  toText: (statements) => statements.map((each) => `${nameText(each)}=${each.values.join(" ")}`).join(", "),
  default: () => [],
  read: (document) => statementsOf(document, "EXPRESSION"),
  write: (document, statements) => writeStatements(document, "EXPRESSION", statements),
});
