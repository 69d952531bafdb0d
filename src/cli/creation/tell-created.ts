/** What is said about a new app: what the other side needs, and the commands that follow. */
import { appJson } from "../../integrations/app-json.js";
import type { Kind, SetupInput } from "../../integrations/kind.js";
import { setupOf } from "../../integrations/other-side.js";
import { setupInputOf } from "../../integrations/setup-input.js";
import type { App } from "../../store/apps.js";
import type { Context } from "../context.js";
import { printEnvironment } from "../output/environment.js";
import { remarksText } from "../output/remarks.js";
import { setupText } from "../output/setup.js";
import { printable } from "../output/style.js";
import { tryOut } from "../output/try-out.js";

/**
 * @param told in clear: this is the one time that they are shown unasked
 * @param env whether stdout gets lines of a .env file, and the rest goes to stderr
 */
export async function tellCreated(
  kind: Kind,
  app: App,
  told: Pick<SetupInput, "clientSecret" | "privateKey">,
  context: Context,
  { env = false }: { env?: boolean } = {},
): Promise<void> {
  const { output } = context;
  const input = {
    ...(await setupInputOf(await context.store(), await context.org(), app, { reveal: false })),
    ...told,
  };
  if (output.isJson) return output.json(await appJson(input, context.clock()));
  const isAssignable = kind.assignable !== false;
  const created = `${app.label} created (${app.id})   ${kind.term} · active${isAssignable ? " · assigned to nobody yet" : ""}`;
  const next = [...(isAssignable ? [`appint assign ${app.slug} --user ada@example.com`] : []), ...tryOut(kind, app)];
  const remarks = await remarksText(kind, input, { now: context.clock(), style: output.style });
  if (env) {
    printEnvironment(kind, input, output);
    return output.note([created, ...next, ...(remarks ? [remarks] : [])].join("\n  "));
  }
  output.print(`${output.style.green("✔")} ${printable(created)}`);
  if (remarks) output.print(remarks);
  output.print(`${setupText(`For your ${kind.otherSide}`, setupOf(kind, input), output.style)}\n`);
  if (told.privateKey)
    output.note("  The private key is shown this once and kept nowhere: save it where the service reads it\n");
  if (told.clientSecret)
    output.note(`  The client secret is kept sealed; see it again: appint apps show ${app.slug} --reveal\n`);
  output.next(next);
}
