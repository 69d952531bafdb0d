/** What is said of an app that was edited, or would have been. */
import type { editApp } from "../../directory/edit-app.js";
import { appJson } from "../../integrations/app-json.js";
import type { Kind } from "../../integrations/kind.js";
import { lintApp } from "../../integrations/lint-app.js";
import { setupInputOf } from "../../integrations/setup-input.js";
import type { App } from "../../store/apps.js";
import type { Context } from "../context.js";
import { changesBetween } from "../output/changes.js";
import { printNotHonoured } from "../output/not-honoured.js";
import { noteNamesKept } from "../output/odd-usernames.js";
import { printRemarks, warningsOf } from "../output/remarks.js";
import { tryOut } from "../output/try-out.js";
import { type Plan, planned } from "./plan.js";
import { printPlan } from "./print-plan.js";

interface Edited {
  kind: Kind;
  before: App;
  plan: Plan;
  edited: Awaited<ReturnType<typeof editApp>>;
  /** Whether the person has seen what changes. */
  isShown: boolean;
}

export async function tellEdited(
  { kind, before, plan, edited: { app, isChanged, clientSecret }, isShown }: Edited,
  context: Context,
): Promise<void> {
  const { output } = context;
  const store = await context.store();
  await noteNamesKept(store.read, before, app, output);
  if (isChanged && !isShown) for (const line of changesBetween(kind, before, app, plan.secrets)) output.print(line);
  if (clientSecret) output.print(`  + Client secret: ${clientSecret}`);
  const input = { ...(await setupInputOf(store, await context.org(), app, { reveal: false })), clientSecret };
  if (!output.isJson) {
    printNotHonoured(kind, app, output);
    printRemarks(warningsOf(await lintApp(kind, { ...input, now: context.clock() })), output);
  }
  output.done(
    isChanged ? `${app.label} changed` : `${app.label} had these settings already`,
    await appJson(input, context.clock()),
    { next: tryOut(kind, app) },
  );
}

/** Nothing was saved: the app as it would be. */
export async function tellPlanned(
  { kind, app, plan, isShown }: { kind: Kind; app: App; plan: Plan; isShown: boolean },
  context: Context,
): Promise<void> {
  const { output } = context;
  if (!isShown) await printPlan(kind, app, plan, context);
  const [store, org, after] = [await context.store(), await context.org(), planned(app, plan)];
  const input = await setupInputOf(store, org, after, { reveal: false });
  if (!output.isJson) {
    printNotHonoured(kind, after, output);
    printRemarks(warningsOf(await lintApp(kind, { ...input, now: context.clock() })), output);
  }
  output.done(`Nothing was saved: ${app.label} is as it was`, await appJson(input, context.clock()));
}
