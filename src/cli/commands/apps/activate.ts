/** When an app may be activated is decided in directory/lifecycle, not here. */
import { defineCommand } from "../../command.js";
import { appArgument } from "../../named-things.js";

export default defineCommand({
  summary: "Let the people who are assigned sign in again",
  examples: ["appint apps activate payroll", "appint apps activate payroll --json=id,status"],
  changes: "org",
  args: { app: appArgument },
  json: ["id", "slug", "label", "status"],

  async run({ app }, { store, clock, output }) {
    const { activateApp } = await import("../../../directory/lifecycle.js");
    const changed = await activateApp(await store(), app, clock());
    const { id, slug, label, status } = changed;
    const { tryOutApp } = await import("../../output/try-out.js");
    output.done(`${label} is active`, { id, slug, label, status }, { next: await tryOutApp(changed) });
    return 0;
  },
});
