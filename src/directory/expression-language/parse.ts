/**
 * Text to tree, by the binding strength of the operators (weakest first): `? :` and `?:`, OR, AND, comparisons, `+`, `!`.
 * There is no assignment, no constructor and no type reference to parse: what is not in the language has no tree.
 */
import { type BinaryOperator, type Expression, ExpressionError } from "./syntax.js";
import { type Token, tokensOf } from "./tokens.js";

/** Longer ones are refused before anything is read. */
export const LONGEST_EXPRESSION = 4_096;
const DEEPEST = 64;

const STRENGTH: Record<BinaryOperator, number> = {
  OR: 1,
  AND: 2,
  "==": 3,
  "!=": 3,
  "<": 3,
  "<=": 3,
  ">": 3,
  ">=": 3,
  matches: 3,
  "+": 4,
};

/** @throws ExpressionError with the place and the reason */
export function parseExpression(text: string): Expression {
  if (text.length > LONGEST_EXPRESSION)
    throw new ExpressionError(`it has ${text.length} characters, and ${LONGEST_EXPRESSION} are allowed`, {
      start: LONGEST_EXPRESSION,
      end: text.length,
    });
  const parser = new Parser(tokensOf(text));
  const expression = parser.expression();
  const rest = parser.peek();
  if (rest.kind !== "end") throw new ExpressionError(`${shown(rest)} is one too many`, rest);
  return expression;
}

class Parser {
  #position = 0;
  #depth = 0;
  constructor(readonly tokens: readonly Token[]) {}

  peek(ahead = 0): Token {
    return this.tokens[Math.min(this.#position + ahead, this.tokens.length - 1)] as Token;
  }

  #next(): Token {
    const token = this.peek();
    this.#position += 1;
    return token;
  }

  #takes(sign: string): Token | undefined {
    const token = this.peek();
    return token.kind === "sign" && token.text === sign ? this.#next() : undefined;
  }

  #expect(sign: string, why: string): Token {
    const token = this.#takes(sign);
    if (!token) throw new ExpressionError(`"${sign}" is missing ${why}`, this.peek());
    return token;
  }

  /** One of any strength. */
  expression(): Expression {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new ExpressionError(`it is nested deeper than ${DEEPEST} levels`, this.peek());
    const condition = this.#binary(1);
    const whole = this.#conditional(condition);
    this.#depth -= 1;
    return whole;
  }

  #conditional(condition: Expression): Expression {
    const { start } = condition;
    if (this.#takes("?:")) {
      const otherwise = this.expression();
      return { kind: "elvis", value: condition, otherwise, start, end: otherwise.end };
    }
    if (!this.#takes("?")) return condition;
    const yes = this.expression();
    this.#expect(":", 'after the value that follows "?"');
    const no = this.expression();
    return { kind: "conditional", condition, yes, no, start, end: no.end };
  }

  #binary(weakest: number): Expression {
    let left = this.#unary();
    for (;;) {
      const operator = operatorOf(this.peek());
      if (!operator || STRENGTH[operator] < weakest) return left;
      const { end } = this.#next();
      if (this.peek().kind === "end")
        throw new ExpressionError(`a value is missing after ${operator}`, { start: end, end });
      const right = this.#binary(STRENGTH[operator] + 1);
      left = { kind: "binary", operator, left, right, start: left.start, end: right.end };
    }
  }

  #unary(): Expression {
    const token = this.peek();
    if (this.#takes("!") || (token.kind === "name" && /^not$/i.test(token.text) && this.#next())) {
      this.#depth += 1;
      if (this.#depth > DEEPEST) throw new ExpressionError(`it is nested deeper than ${DEEPEST} levels`, token);
      const operand = this.#unary();
      this.#depth -= 1;
      return { kind: "not", operand, start: token.start, end: operand.end };
    }
    if (this.#takes("-")) {
      const number = this.#next();
      if (number.kind !== "number") throw new ExpressionError('"-" stands before numbers only', token);
      return { kind: "literal", value: -(number.value as number), start: token.start, end: number.end };
    }
    return this.#suffixes(this.#primary());
  }

  #primary(): Expression {
    const token = this.#next();
    const { start, end } = token;
    if (token.kind === "text" || token.kind === "number")
      return { kind: "literal", value: token.value as string | number, start, end };
    if (token.kind === "name") return constantOf(token) ?? this.#named(token);
    if (token.text === "(") {
      const inner = this.expression();
      const close = this.#expect(")", `for the "(" of character ${start + 1}`);
      return { ...inner, start, end: close.end };
    }
    if (token.text === "{") return this.#braces(token);
    throw new ExpressionError(
      token.kind === "end" ? "a value is missing" : `a value is missing before ${shown(token)}`,
      token,
    );
  }

  /** `user`, `user.email`, `toUpperCase(…)`, `String.len(…)`, `user.getGroups(…)`. */
  #named(first: Token): Expression {
    const { start } = first;
    if (this.#takes("(")) return this.#call(first.text, start);
    if (!this.#takes(".")) return { kind: "reference", root: first.text, start, end: first.end };
    const second = this.#next();
    if (second.kind !== "name") throw new ExpressionError(`a name is missing after "${first.text}."`, second);
    if (this.#takes("(")) return this.#call(`${first.text}.${second.text}`, start);
    return { kind: "reference", root: first.text, attribute: second.text, start, end: second.end };
  }

  #call(name: string, start: number): Expression {
    const args: Expression[] = [];
    let close = this.#takes(")");
    while (!close) {
      args.push(this.expression());
      close = this.#takes(")");
      if (!close) this.#expect(",", `or ")" in the arguments of ${name}`);
    }
    return { kind: "call", name, args, start, end: close.end };
  }

  #suffixes(target: Expression): Expression {
    let whole = target;
    for (;;) {
      const { start } = whole;
      if (this.#takes(".![")) {
        const member = this.#path();
        const close = this.#expect("]", 'after ".!["');
        whole = { kind: "projection", target: whole, member, start, end: close.end };
      } else if (this.#takes("[")) {
        const index = this.expression();
        const close = this.#expect("]", "after the index");
        whole = { kind: "index", target: whole, index, start, end: close.end };
      } else if (this.#takes(".")) {
        throw new ExpressionError('a value has no members: functions are written "String.len(value)"', this.peek());
      } else return whole;
    }
  }

  /** `name`, `profile.name` */
  #path(): string {
    const names: string[] = [];
    do {
      const token = this.#next();
      if (token.kind !== "name") throw new ExpressionError('a name is missing in ".![…]"', token);
      names.push(token.text);
    } while (this.#takes("."));
    return names.join(".");
  }

  #braces(open: Token): Expression {
    const { start } = open;
    const isMap = this.peek().kind === "text" && this.peek(1).text === ":";
    const items: Expression[] = [];
    const entries: { key: string; value: Expression }[] = [];
    let close = this.#takes("}");
    while (!close) {
      if (isMap) {
        const key = this.#next();
        if (key.kind !== "text") throw new ExpressionError("a key is a text in quotes", key);
        this.#expect(":", "after the key");
        entries.push({ key: key.value as string, value: this.expression() });
      } else items.push(this.expression());
      close = this.#takes("}");
      if (!close) this.#expect(",", 'or "}" in the list');
    }
    return isMap ? { kind: "map", entries, start, end: close.end } : { kind: "list", items, start, end: close.end };
  }
}

function constantOf({ text, start, end }: Token): Expression | undefined {
  const values: Record<string, boolean | null> = { true: true, false: false, null: null };
  const value = Object.hasOwn(values, text.toLowerCase()) ? values[text.toLowerCase()] : undefined;
  return value === undefined ? undefined : { kind: "literal", value, start, end };
}

function operatorOf({ kind, text }: Token): BinaryOperator | undefined {
  if (kind === "name") {
    const word = text.toUpperCase();
    return word === "AND" || word === "OR" ? word : text === "matches" ? "matches" : undefined;
  }
  if (kind !== "sign") return undefined;
  if (text === "&&") return "AND";
  if (text === "||") return "OR";
  return Object.hasOwn(STRENGTH, text) ? (text as BinaryOperator) : undefined;
}

const shown = (token: Token): string =>
  token.kind === "end" ? "the end" : token.text.length > 20 ? `${token.text.slice(0, 20)}…` : token.text;
