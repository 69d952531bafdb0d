/** `apps edit` on a terminal: the wizard's review over what the app has, then what would change, and one question. */
import type { FieldValues } from "../../integrations/field.js";
import type { Kind } from "../../integrations/kind.js";
import { kinds } from "../../integrations/registry.js";
import { testFields } from "../../integrations/test-settings.js";
import { valuesOf } from "../../integrations/values.js";
import { Problem } from "../../problem.js";
import type { App } from "../../store/apps.js";
import { secretsOf } from "../../store/secrets.js";
import type { Store } from "../../store/store.js";
import type { Context } from "../context.js";
import { notSaved } from "../problems.js";
import type { Asker } from "../prompts/asker.js";
import { asking } from "../prompts/asking.js";
import { beginEdit, changedFields } from "../wizard/edit-session.js";
import { runSession } from "../wizard/run-session.js";
import { KIND, type Session, settingsOf } from "../wizard/session.js";
import type { Wanted } from "./wanted.js";

interface Edition {
  kind: Kind;
  app: App;
  /** Says what would change. @throws Problem for what cannot be */
  show(wanted: Wanted): Promise<void>;
  /** Whether anything is to be saved: then the person is asked once more. */
  saves: boolean;
}

/** @returns what is to be changed @throws Problem NOT_SAVED, CANCELLED */
export async function askForChanges({ kind, app, show, saves }: Edition, context: Context): Promise<Wanted> {
  const present = await presentOf(await context.store(), kind, app);
  return await asking(context, async (asker) => {
    // Metadata fills in a new app; over one that is there it is given by flag, as a whole.
    const play = { asker, load: async () => ({}), keepsDraft: false, changed: () => {} };
    let session = beginEdit(await kinds(), testFields, present);
    for (;;) {
      session = await runSession(session, play);
      if (session.place.at === "end" && session.place.as === "draft") throw notSaved(app);
      const wanted = wantedIn(session, kind);
      const fault = await faultIn(() => show(wanted));
      if (fault) context.output.warn(`${fault.what}: ${fault.why}`);
      else if (!saves || (await isMeant(asker, app))) return wanted;
      session = { ...session, place: { at: "review" } };
    }
  });
}

async function faultIn(work: () => Promise<void>): Promise<Problem | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

/** By question. Secrets are among them, since their fields judge them; no question shows one. */
async function presentOf(store: Store, kind: Kind, app: App): Promise<FieldValues> {
  const present: FieldValues = { [KIND]: kind.id };
  const values = valuesOf(kind, app.document);
  for (const { key } of kind.fields) present[key] = values[key];
  for (const { key } of testFields) present[key] = app.tests[key as keyof App["tests"]];
  for (const { key } of kind.fields.filter(({ secret }) => secret)) {
    const [kept] = await secretsOf(store.read, app.id, key);
    present[key] = kept && store.unseal(kept.sealed);
  }
  return { ...present, label: app.label };
}

/** What differs from what the app has. */
export function wantedIn(session: Session, kind: Kind): Wanted {
  const changed = changedFields(session);
  const answerTo = ({ key }: { key: string }) => session.answers[key];
  const valuesIn = (fields: typeof changed) => Object.fromEntries(fields.map((field) => [field.key, answerTo(field)]));
  const meant = new Set(settingsOf(session));
  // What has lost its meaning by a change of another setting is as it would be if nothing had been said of it.
  const lost = settingsOf({ ...session, answers: session.present ?? {} }).filter((field) => !meant.has(field));
  const set = changed.filter((field) => answerTo(field) !== undefined && meant.has(field));
  return {
    given: valuesIn(set.filter((field) => kind.fields.includes(field))),
    tests: valuesIn(set.filter((field) => !kind.fields.includes(field))),
    gone: [...new Set([...changed.filter((field) => answerTo(field) === undefined), ...lost])],
  };
}

/** @throws Problem NOT_SAVED for somebody who wants none of it */
async function isMeant(asker: Asker, app: App): Promise<boolean> {
  const reply = await asker.pick({
    message: "Save these changes?",
    help: ["Lines with - are what the app has now, lines with + what it would have."],
    canGoBack: true,
    rows: [
      { value: "save", label: "Save" },
      { value: "on", label: "Go on changing" },
      { value: "leave", label: "Leave without saving" },
    ],
    selected: "save",
  });
  if ("answer" in reply && reply.answer === "leave") throw notSaved(app);
  return "answer" in reply && reply.answer === "save";
}
