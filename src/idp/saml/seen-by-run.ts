/** The app with the settings that a run sees, for what is judged before the gate: nobody may be signed in yet. */
import { setPath } from "../../integrations/field.js";
import type { App } from "../../store/apps.js";
import type { Idp } from "../idp.js";
import { overlayOf } from "../sessions/run.js";

/** @param run id of the run that the request belongs to, else null */
export async function seenByRun({ store, clock }: Pick<Idp, "store" | "clock">, app: App, run: string | null) {
  const { settings = [] } = await overlayOf(store, run, clock());
  const changes = settings.filter((change) => change.app === app.id);
  if (changes.length === 0) return app;
  const document = structuredClone(app.document);
  for (const { path, value } of changes) setPath(document, path, value);
  return { ...app, document };
}
