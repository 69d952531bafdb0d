/** SAML's shortcut: the SP's metadata answers most questions. */
import { Problem } from "../../problem.js";
import type { SpMetadata } from "../../protocols/saml/metadata.js";
import { ask } from "./ask.js";

/**
 * Asks for a file or URL until it can be read.
 *
 * @param load as the flag does it: throws a Problem for what is no SP's metadata
 * @returns undefined when the person wants to type the values
 */
export async function askMetadata(load: (source: string) => Promise<SpMetadata>): Promise<SpMetadata | undefined> {
  let read: SpMetadata | undefined;
  await ask<string>({
    type: "input",
    message: "SP metadata (file or URL, empty to type the values)",
    validate: async (typed) => {
      read = undefined;
      if (typed.trim() === "") return true;
      try {
        read = await load(typed.trim());
        return true;
      } catch (error) {
        if (error instanceof Problem) return `${error.what}: ${error.why}`;
        throw error;
      }
    },
  });
  return read;
}
