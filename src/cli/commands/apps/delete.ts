/** When an app may be deleted is decided in directory/delete-app, not here. */
import { toggle } from "../../arguments.js";
import { defineCommand } from "../../command.js";
import { confirmDeletion, yesOption } from "../../confirmation.js";
import { appArgument } from "../../named-things.js";

export default defineCommand({
  summary: "Delete an app for good, with its settings, secrets and assignments",
  description: "Only an inactive app can be deleted. Its events stay in the log.",
  examples: ["appint apps delete payroll --yes --force", "appint apps delete shop --force --yes --json=id"],
  changes: "org",
  args: {
    app: appArgument,
    force: toggle("--force", "deactivate an active app and delete it, both or neither"),
    yes: yesOption,
  },
  json: ["id", "slug", "label"],

  async run({ app, force = false, yes }, context) {
    const { deleteApp, refuseActive } = await import("../../../directory/delete-app.js");
    refuseActive(app, { force, isConfirmed: yes === true });
    const thing = `the app ${app.slug} with its settings, secrets, keys and assignments`;
    const command = `apps delete ${app.slug}${force ? " --force" : ""}`;
    await confirmDeletion({ thing, name: app.slug, command, yes }, context);
    await deleteApp(await context.store(), app, { force }, context.clock());
    const { id, slug, label } = app;
    context.output.done(`${label} is deleted`, { id, slug, label }, { next: [`appint logs --app ${id}`] });
    return 0;
  },
});
