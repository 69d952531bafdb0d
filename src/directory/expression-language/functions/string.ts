/** `String.…`, and the deprecated twins without a prefix. */
import { defineFunction, NoValue } from "../function.js";
import { LONGEST_TEXT } from "../values.js";

/** Known before the text is made: one that is too long is never there. @throws NoValue */
function checkLength(length: number): void {
  if (length > LONGEST_TEXT) throw new NoValue(`the value would be longer than ${LONGEST_TEXT} characters`);
}

function replaced(text: string, match: string, replacement: string): string {
  if (match === "") return text;
  let count = 0;
  for (let at = text.indexOf(match); at >= 0; at = text.indexOf(match, at + match.length)) count += 1;
  checkLength(text.length + count * (replacement.length - match.length));
  return text.replaceAll(match, () => replacement);
}

const substring = defineFunction(["text", "integer", "integer"], ([text, start, end]) => {
  if (start < 0 || end > text.length || start > end)
    throw new NoValue(`${start} to ${end} is out of range: the text has ${text.length} characters`);
  return text.slice(start, end);
});
const substringAfter = defineFunction(["text", "text"], ([text, search]) => {
  const index = text.indexOf(search);
  return index < 0 ? "" : text.slice(index + search.length);
});
/** The whole text where the search is not in it. */
const substringBefore = defineFunction(["text", "text"], ([text, search]) => {
  const index = text.indexOf(search);
  return index < 0 ? text : text.slice(0, index);
});
const toUpperCase = defineFunction(["text"], ([text]) => text.toUpperCase());
const toLowerCase = defineFunction(["text"], ([text]) => text.toLowerCase());

export const stringFunctions = {
  "String.append": defineFunction(["text", "text"], ([text, suffix]) => text + suffix),
  "String.join": defineFunction(
    ["text"],
    ([separator, ...parts]) => {
      checkLength(parts.reduce((length, part) => length + part.length + separator.length, 0));
      return parts.join(separator);
    },
    { more: "text" },
  ),
  "String.len": defineFunction(["text"], ([text]) => text.length),
  "String.removeSpaces": defineFunction(["text"], ([text]) => text.replaceAll(" ", "")),
  "String.replace": defineFunction(["text", "text", "text"], ([text, match, replacement]) =>
    replaced(text, match, replacement),
  ),
  "String.replaceFirst": defineFunction(["text", "text", "text"], ([text, match, replacement]) =>
    text.replace(match, () => replacement),
  ),
  "String.startsWith": defineFunction(["text", "text"], ([text, prefix]) => text.startsWith(prefix)),
  "String.stringContains": defineFunction(["text", "text"], ([text, search]) => text.includes(search)),
  /** The value of the first key that the text contains. */
  "String.stringSwitch": defineFunction(
    ["text", "text", "text", "text"],
    ([text, fallback, ...pairs]) => {
      if (pairs.length % 2 === 1) throw new NoValue("the last key has no value");
      for (let index = 0; index < pairs.length; index += 2)
        if (text.includes(pairs[index] as string)) return pairs[index + 1] as string;
      return fallback;
    },
    { more: "text" },
  ),
  "String.substring": substring,
  "String.substringAfter": substringAfter,
  "String.substringBefore": substringBefore,
  "String.toUpperCase": toUpperCase,
  "String.toLowerCase": toLowerCase,
  substring,
  substringAfter,
  substringBefore,
  toUpperCase,
  toLowerCase,
};
