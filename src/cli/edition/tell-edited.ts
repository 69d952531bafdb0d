/** What is said of an app that was edited, or would have been. */
import type { editApp } from "../../directory/edit-app.js";
import { appJson } from "../../integrations/app-json.js";
import type { Kind } from "../../integrations/kind.js";
import { setupInputOf } from "../../integrations/setup-input.js";
import type { App } from "../../store/apps.js";
import type { Context } from "../context.js";
import { changesBetween } from "../output/changes.js";
import { noteNamesKept } from "../output/odd-usernames.js";
import { remarksText } from "../output/remarks.js";
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
  const done = isChanged ? `${app.label} changed` : `${app.label} had these settings already`;
  await tellAsItIs(kind, app, { done, clientSecret, next: tryOut(kind, app) }, context);
}

/** Nothing was saved: the app as it would be. */
export async function tellPlanned(
  { kind, app, plan, isShown }: { kind: Kind; app: App; plan: Plan; isShown: boolean },
  context: Context,
): Promise<void> {
  if (!isShown) await printPlan(kind, app, plan, context);
  const done = `Nothing was saved: ${app.label} is as it was`;
  await tellAsItIs(kind, planned(app, plan), { done, next: [] }, context);
}

/** The app as it is now, or would be: what is worth a look, and its JSON. */
async function tellAsItIs(
  kind: Kind,
  app: App,
  { done, clientSecret, next }: { done: string; clientSecret?: string; next: string[] },
  { store, org, output, clock }: Context,
): Promise<void> {
  const input = { ...(await setupInputOf(await store(), await org(), app, { reveal: false })), clientSecret };
  const remarks = output.isJson ? "" : await remarksText(kind, input, { now: clock(), style: output.style });
  if (remarks) output.print(remarks);
  output.done(done, await appJson(input, clock()), { next });
}
