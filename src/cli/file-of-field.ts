/** What is typed for a field whose value may come from a file: the value itself, or the name of a file that holds it. */
import { readFileSync, statSync } from "node:fs";
import type { Field } from "../integrations/field.js";
import { fieldInvalid } from "./problems.js";

/** A certificate or a key has a few thousand bytes. */
const MOST_BYTES = 262_144;

/**
 * The text of the file that `text` names, a binary file as base64; `text` itself where it is a value of the field.
 *
 * @throws Problem FIELD_INVALID for what is neither
 */
export function textOrFile(field: Field, text: string): string {
  const { fromText = String, schema, flag, term, help } = field;
  if (schema.safeParse(fromText(text)).success) return text;
  try {
    if (statSync(text).size > MOST_BYTES) throw new Error(`it has more than ${MOST_BYTES} bytes`);
    const octets = readFileSync(text);
    return octets.includes(0) ? octets.toString("base64") : octets.toString("utf8");
  } catch (error) {
    if (/\n|^[A-Za-z0-9+/=]{200,}$/.test(text)) return text; // a value that is not right: its field says what is wrong
    const { code, message } = error as NodeJS.ErrnoException;
    const why =
      code === "ENOENT"
        ? "there is no such file"
        : code === "EISDIR"
          ? "it is a folder"
          : code === undefined
            ? message
            : `it cannot be read (${code})`;
    throw fieldInvalid(flag, term, `"${text.slice(0, 80)}": ${why}`, help);
  }
}
