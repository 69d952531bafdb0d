/** `apps show --for`: the file alone on stdout, so that `> file` makes it; what must be said beside it on stderr. */
import type { Kind, SetupInput } from "../../integrations/kind.js";
import { environmentOf } from "../../integrations/other-side.js";
import type { Output } from "../output/output.js";
import { fill, namesIn } from "./fill.js";
import { frameworkFor } from "./frameworks.js";

/** What stands where a secret that is not revealed would. */
export const HIDDEN_SECRET = "<client secret>";

/** @throws Problem UNKNOWN_FRAMEWORK, FRAMEWORK_OF_OTHER_KIND */
export function printConfiguration(typed: string, kind: Kind, input: SetupInput, output: Output, dist: URL): void {
  const framework = frameworkFor(typed, kind, input.app, dist);
  const variables = environmentOf(kind, input);
  const values = Object.fromEntries(variables.map(({ name, value }) => [name, value ?? HIDDEN_SECRET]));
  output.text(fill(framework.body, values));
  output.note(`  ${framework.title}: ${framework.file}`);
  if (framework.note) output.note(`  ${framework.note}`);
  const isHidden = variables.some(({ name, value }) => value === undefined && namesIn(framework.body).includes(name));
  if (isHidden)
    output.note(
      `  ${HIDDEN_SECRET} is kept sealed; filled in: appint apps show ${input.app.slug} --for ${framework.name} --reveal`,
    );
}
