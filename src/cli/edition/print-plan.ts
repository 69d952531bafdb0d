/** What an edit would change, before it is saved. */
import { lacksClientSecret } from "../../directory/edit-app.js";
import type { Kind } from "../../integrations/kind.js";
import type { App } from "../../store/apps.js";
import type { Context } from "../context.js";
import { changesBetween } from "../output/changes.js";
import { type Plan, planned } from "./plan.js";

/** Lines `- term: old` and `+ term: new`; what is sealed is told without its value. */
export async function printPlan(kind: Kind, app: App, plan: Plan, { store, output }: Context): Promise<void> {
  const lines = changesBetween(kind, app, planned(app, plan), plan.secrets);
  if (await lacksClientSecret(await store(), app, plan))
    lines.push("  + Client secret: a new one, told once it is made");
  for (const line of lines) output.print(line);
  if (lines.length === 0) output.print("  Nothing would be different");
}
