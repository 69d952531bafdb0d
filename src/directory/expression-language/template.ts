/**
 * Templates of application usernames: text with `${…}` in it, as the platform's built-in formats are written.
 * What stands inside is an expression whose functions are named `fn:…`.
 */
import { checkExpression } from "./check.js";
import { evaluated } from "./evaluate.js";
import { parseExpression } from "./parse.js";
import { PLACES } from "./places.js";
import type { Scope } from "./scope.js";
import { type Expression, ExpressionError } from "./syntax.js";
import { checkedLength, textOf } from "./values.js";

type Part = string | { expression: Expression; start: number };

/** @throws ExpressionError, with places of the whole template */
export function checkedTemplate(template: string): void {
  for (const part of partsOf(template))
    if (typeof part !== "string")
      placed(part.start, () => checkExpression(part.expression, { place: PLACES.usernameTemplate }));
}

/** @throws ExpressionError where a part has no value for the person */
export async function textOfTemplate(template: string, scope: Scope): Promise<string> {
  const texts: string[] = [];
  for (const part of partsOf(template))
    texts.push(typeof part === "string" ? part : textOf(await evaluated(part.expression, scope)));
  return checkedLength(texts.join(""), { start: 0, end: template.length });
}

function partsOf(template: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (;;) {
    const open = template.indexOf("${", from);
    if (open < 0) break;
    const close = template.indexOf("}", open);
    if (close < 0) throw new ExpressionError('"}" is missing for "${"', { start: open, end: open + 2 });
    parts.push(template.slice(from, open));
    const start = open + 2;
    const text = template.slice(start, close);
    // As long as before, so that places stay true.
    const plain = text.replace(/\bfn:(?=\w+\s*\()/g, "   ");
    parts.push({ expression: placed(start, () => parseExpression(plain)), start });
    from = close + 1;
  }
  parts.push(template.slice(from));
  return parts.filter((part) => part !== "");
}

function placed<T>(start: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new ExpressionError(error.reason, { start: start + error.at.start, end: start + error.at.end });
  }
}
