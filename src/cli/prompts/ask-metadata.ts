/** SAML's shortcut: the SP's metadata answers most questions. */
import { ask } from "./ask.js";

/** A file or URL; undefined when the person wants to type the values. */
export async function askMetadata(): Promise<string | undefined> {
  const typed = await ask<string>({ type: "input", message: "SP metadata (file or URL, empty to type the values)" });
  return typed.trim() === "" ? undefined : typed.trim();
}
