/** What the assertion says of the person, in the platform's shape. */
import type { FILTER_TYPES, GroupFilter } from "../../directory/group-filter.js";
import type { AppDocument } from "../../store/apps.js";

/** An attribute with the values of expressions. */
export interface AttributeStatement {
  type: "EXPRESSION";
  name: string;
  namespace: string;
  values: string[];
}

/** An attribute with the names of the person's groups that a filter lets through. */
export interface GroupAttributeStatement {
  type: "GROUP";
  name: string;
  namespace: string;
  filterType: (typeof FILTER_TYPES)[number];
  filterValue: string;
}

export const filterOf = ({ filterType, filterValue }: GroupAttributeStatement): GroupFilter => ({
  type: filterType,
  value: filterValue,
});

type Statement = AttributeStatement | GroupAttributeStatement;

const listIn = (document: AppDocument): Statement[] =>
  (document.settings.signOn as { attributeStatements?: Statement[] } | undefined)?.attributeStatements ?? [];

/** The statements of one type in an app object. */
export const statementsOf = <Type extends Statement["type"]>(
  document: AppDocument,
  type: Type,
): Extract<Statement, { type: Type }>[] =>
  listIn(document).filter((each): each is Extract<Statement, { type: Type }> => each.type === type);

/** Replaces the statements of one type. The platform keeps both types in one list: people's first, then groups'. */
export function writeStatements(document: AppDocument, type: Statement["type"], now: readonly Statement[] = []): void {
  const all = [...listIn(document).filter((each) => each.type !== type), ...now];
  (document.settings.signOn as Record<string, unknown>).attributeStatements = [
    ...all.filter((each) => each.type === "EXPRESSION"),
    ...all.filter((each) => each.type === "GROUP"),
  ];
}
