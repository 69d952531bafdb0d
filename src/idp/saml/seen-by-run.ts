/** The app as a run sees it, for what is judged before the gate: nobody may be signed in yet. */
import type { App } from "../../store/apps.js";
import type { Idp } from "../idp.js";
import { seenThrough } from "../sessions/access.js";
import { overlayOf } from "../sessions/run.js";

/** @param run id of the run that the request belongs to, else null */
export async function seenByRun(
  { store, clock }: Pick<Idp, "store" | "clock">,
  app: App,
  run: string | null,
): Promise<App> {
  return seenThrough(await overlayOf(store, run, clock()), app);
}
