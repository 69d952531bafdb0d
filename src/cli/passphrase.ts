/** Where the passphrase of an org's file comes from: a file or the environment, never the command line, which all can see. */
import { readFileSync } from "node:fs";
import { option } from "./arguments.js";
import { passphraseUnusable } from "./passphrase-problems.js";

const SHORTEST = 12;
const LONGEST = 1024;

export const passphraseFileOption = option(
  "--passphrase-file <file>",
  "file whose first line is the passphrase of the secrets; else APPINT_PASSPHRASE is asked",
);

/** @returns undefined where none is given; @throws Problem PASSPHRASE_UNUSABLE */
export function passphraseFrom(file: string | undefined, env: NodeJS.ProcessEnv): string | undefined {
  if (file === undefined && !env.APPINT_PASSPHRASE) return undefined;
  const source = file ?? "APPINT_PASSPHRASE";
  const passphrase = file === undefined ? (env.APPINT_PASSPHRASE as string) : firstLineOf(file);
  if (passphrase.length < SHORTEST) throw passphraseUnusable(source, `it has fewer than ${SHORTEST} characters`);
  if (passphrase.length > LONGEST) throw passphraseUnusable(source, `it has more than ${LONGEST} characters`);
  return passphrase;
}

function firstLineOf(file: string): string {
  try {
    return (readFileSync(file, "utf8").split("\n", 1)[0] ?? "").replace(/\r$/, "");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw passphraseUnusable(file, code === "ENOENT" ? "there is no such file" : `the system refuses with ${code}`);
  }
}
