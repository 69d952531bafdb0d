/** Regular expressions in expressions: matched as a whole, in linear time. */
import { linearRegex, RegexFault } from "../linear-regex/index.js";
import { NoValue } from "./function.js";

/** @throws NoValue for a pattern that cannot be used */
export function matchesWhole(text: string, pattern: string): boolean {
  try {
    return linearRegex(pattern)(text);
  } catch (error) {
    if (error instanceof RegexFault) throw new NoValue(`the regular expression cannot be used: ${error.message}`);
    throw error;
  }
}
