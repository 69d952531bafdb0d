/** When an app may be deactivated is decided in directory/lifecycle, not here. */
import { defineCommand } from "../../command.js";
import { appArgument } from "../../named-things.js";

export default defineCommand({
  summary: "Stop sign-in to an app and keep its settings",
  examples: ["appint apps deactivate payroll", "appint apps deactivate payroll --json=id,status"],
  changes: "org",
  args: { app: appArgument },
  json: ["id", "slug", "label", "status"],

  async run({ app }, { store, clock, output }) {
    const { deactivateApp } = await import("../../../directory/lifecycle.js");
    const changed = await deactivateApp(await store(), app, clock());
    const { id, slug, label, status } = changed;
    output.done(
      `${label} is inactive; nobody can sign in to it`,
      { id, slug, label, status },
      { next: [`appint apps activate ${changed.slug}`] },
    );
    return 0;
  },
});
