/** An expression as a tree. Every part knows where it stands in the text, so that an error can point at it. */

/** Half-open range of characters, counted from 0. */
export interface Span {
  start: number;
  end: number;
}

export type BinaryOperator = "+" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "matches" | "AND" | "OR";

export type Expression = Span &
  (
    | { kind: "literal"; value: string | number | boolean | null }
    /** `user.firstName`: a root and, where there is one, the attribute. */
    | { kind: "reference"; root: string; attribute?: string }
    /** `String.len(x)`, and `user.getInternalProperty("id")` under its whole name. */
    | { kind: "call"; name: string; args: Expression[] }
    | { kind: "list"; items: Expression[] }
    /** `{'group.type': {'OKTA_GROUP'}}`, an argument of `user.getGroups` only. */
    | { kind: "map"; entries: { key: string; value: Expression }[] }
    | { kind: "index"; target: Expression; index: Expression }
    /** `.![name]`: that member of each element. */
    | { kind: "projection"; target: Expression; member: string }
    | { kind: "not"; operand: Expression }
    | { kind: "binary"; operator: BinaryOperator; left: Expression; right: Expression }
    | { kind: "conditional"; condition: Expression; yes: Expression; no: Expression }
    | { kind: "elvis"; value: Expression; otherwise: Expression }
  );

/** A text that is no expression, with the place where it stops being one. */
export class ExpressionError extends Error {
  override name = "ExpressionError";
  readonly at: Span;
  constructor(
    /** Why, as a clause: `")" is missing`. */
    readonly reason: string,
    { start, end }: Span,
  ) {
    super(`${reason} (character ${start + 1})`);
    this.at = { start, end };
  }
}
