/**
 * `appint apps edit <app>`: the same fields and flags as `create`, over what the app has now; on a terminal without flags
 * the same questions. What comes of it is made up in cli/edition.
 */
import { APP_JSON_MEMBERS } from "../../../integrations/app-json.js";
import type { App } from "../../../store/apps.js";
import { type ArgumentDefinitions, toggle } from "../../arguments.js";
import { defineCommand } from "../../command.js";
import { appArgument } from "../../named-things.js";
import { nothingToEdit } from "../../problems.js";

type Words = { app: App; unset?: string[]; dryRun?: boolean } & Record<string, unknown>;

export default defineCommand({
  summary: "Change settings of an app",
  description:
    "Without flags it asks on a terminal, shows what would change, and saves when that is meant. A flag that may be repeated replaces the whole list. --unset takes a setting away again.",
  examples: [
    "appint apps edit shop --redirect-uri http://localhost:3000/callback --redirect-uri http://localhost:8080/callback",
    "appint apps edit payroll --start-url http://localhost:3000/reports --user-url http://localhost:3000/me",
    "appint apps edit payroll --name Wages --dry-run",
  ],
  changes: "org",
  json: APP_JSON_MEMBERS,

  async args(): Promise<ArgumentDefinitions> {
    const { editOptions } = await import("../../edition/edit-options.js");
    return {
      app: appArgument,
      dryRun: toggle("--dry-run", "show what would change, and save nothing"),
      ...(await editOptions()),
    };
  },

  async run(raw, context) {
    const { app, unset = [], dryRun = false, ...flags } = raw as Words;
    const { kindOf } = await import("../../../integrations/registry.js");
    const { wantedByFlags, withLoginPage, isNothing } = await import("../../edition/wanted.js");
    const { planOf } = await import("../../edition/plan.js");
    const { refuseChangeOfFixed } = await import("../../fixed-fields.js");
    const { printPlan } = await import("../../edition/print-plan.js");
    const [kind, store] = [await kindOf(app), await context.store()];
    let wanted = await withLoginPage(kind, await wantedByFlags(kind, app.label, flags, unset), context);
    const isAsked = isNothing(wanted);
    if (isAsked) {
      if (!context.canPrompt) throw nothingToEdit(app.slug);
      const { askForChanges } = await import("../../edition/ask-for-changes.js");
      const show = async (seen: typeof wanted) =>
        await printPlan(kind, app, await planOf(store, kind, app, seen), context);
      wanted = await askForChanges({ kind, app, show, saves: !dryRun }, context);
    }
    refuseChangeOfFixed(kind, app, wanted.given);
    const plan = await planOf(store, kind, app, wanted);
    const { tellEdited, tellPlanned } = await import("../../edition/tell-edited.js");
    if (dryRun) {
      await tellPlanned({ kind, app, plan, isShown: isAsked }, context);
      return 0;
    }
    const { editApp } = await import("../../../directory/edit-app.js");
    const edited = await editApp(store, app, plan, context.clock());
    await tellEdited({ kind, before: app, plan, edited, isShown: isAsked }, context);
    return 0;
  },
});
