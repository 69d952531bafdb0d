/** `--env`: the lines alone on stdout, so that `> .env` makes the file; what must be said beside them on stderr. */
import type { Kind, SetupInput } from "../../integrations/kind.js";
import { environmentOf } from "../../integrations/other-side.js";
import { envFile } from "./env-file.js";
import type { Output } from "./output.js";

/** @param input without a client secret, its line is a comment that says how to see it */
export function printEnvironment(kind: Kind, input: SetupInput, output: Output): void {
  const { slug, tests } = input.app;
  const variables = environmentOf(kind, input, tests.envMap);
  const { text, unwritable } = envFile(variables, `appint apps show ${slug} --env --reveal`);
  output.text(text);
  for (const name of unwritable)
    output.warn(`${name} is left out: no quoting carries its value safely to shells and .env readers alike`);
}
