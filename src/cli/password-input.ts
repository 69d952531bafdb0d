/** Where a password comes from: the flag, standard input (so that it is in no process list), or chance. */
import { text } from "node:stream/consumers";
import { randomToken } from "../crypto/ids.js";

/** @param given the flag's text; `-` reads the first line of standard input */
export async function passwordFrom({
  given,
  generate,
}: {
  given?: string;
  generate: boolean;
}): Promise<string | undefined> {
  if (given === "-") return ((await text(process.stdin)).split("\n")[0] ?? "").replace(/\r$/, "");
  if (given !== undefined) return given;
  return generate ? randomToken(16) : undefined;
}
