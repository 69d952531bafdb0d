/**
 * An app's values as lines of a `.env` file that mean the same to a POSIX shell (`set -a; . ./.env`) and to the readers
 * of such files (Node's `--env-file`). Those know no escapes, so not every text has a way to be written for both.
 */
import type { EnvironmentVariable } from "../../integrations/other-side.js";

/** Needs no quotes: a tilde is not here, since a shell opens it out behind = and : too. */
const BARE = /^[\w:/.@%+,=-]+$/;

export interface EnvFile {
  /** Lines without a line end at the end; what has no value is a comment in its place. */
  text: string;
  /** Names of the variables that no line could carry. */
  unwritable: string[];
}

/** @param toReveal the command that shows the secrets; it stands where a sealed one would */
export function envFile(variables: readonly Pick<EnvironmentVariable, "name" | "value">[], toReveal: string): EnvFile {
  const unwritable: string[] = [];
  const lines = variables.map(({ name, value }) => {
    if (value === undefined) return `# ${name} is kept sealed; to see it: ${toReveal}`;
    const quoted = quote(value);
    if (quoted !== undefined) return `${name}=${quoted}`;
    unwritable.push(name);
    return `# ${name} is left out: no quoting carries its value safely to shells and .env readers alike`;
  });
  return { text: lines.join("\n"), unwritable };
}

/** The value as both write it; undefined where they have no way in common. */
function quote(value: string): string | undefined {
  if (BARE.test(value)) return value;
  // A line end is the one control character that survives; changes of direction lie to whoever looks at a terminal;
  // and only some readers take \' for an escape.
  if (/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]|\\$/u.test(value)) return undefined;
  if (!value.includes("'")) return `'${value}'`;
  // Between double quotes a shell opens out $ and `, and takes \ for an escape; .env readers turn \n into a line end.
  return /["$`\\]/.test(value) ? undefined : `"${value}"`;
}
