/** What the assertion says of the person, in the platform's shape. */
import type { FILTER_TYPES, GroupFilter } from "../../directory/group-filter.js";

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
