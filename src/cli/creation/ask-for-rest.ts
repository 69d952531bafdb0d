/** The wizard around its session: offers the draft, asks, and keeps the draft whatever ends it before the app is there. */
import type { FieldValues } from "../../integrations/field.js";
import type { Kind } from "../../integrations/kind.js";
import { kinds } from "../../integrations/registry.js";
import { testFields } from "../../integrations/test-settings.js";
import { Problem } from "../../problem.js";
import type { Context } from "../context.js";
import { cancelled } from "../problems.js";
import type { Asker } from "../prompts/asker.js";
import { asking } from "../prompts/asking.js";
import { ago, type Draft, draftFile, readDraft, removeDraft, writeDraft } from "../wizard/draft.js";
import type { LoadMetadata } from "../wizard/question.js";
import { runSession } from "../wizard/run-session.js";
import { begin, KIND, kindOfSession, type Session, valuesOf } from "../wizard/session.js";

export interface Asked {
  kind: Kind;
  values: FieldValues;
  tests: FieldValues;
  /** Values and tests without defaults: what somebody has said. */
  said: FieldValues;
  /** Runs what makes the app: its success ends the draft, its failure keeps it. */
  during<T>(make: () => Promise<T>): Promise<T>;
}

interface Known {
  /** By question: what flags and an answers file say. */
  answers: FieldValues;
  fills: FieldValues;
  load: LoadMetadata;
  keepsDraft: boolean;
}

/** @throws Problem CANCELLED, which names the draft */
export async function askForRest(known: Known, context: Context): Promise<Omit<Asked, "said">> {
  const every = await kinds();
  const place = known.keepsDraft ? await placeOfDraft(context) : undefined;
  let session = begin(every, testFields, known);

  /** Keeps what is known so far. @returns the file, where there was anything to keep and it could be kept */
  const keep = (): string | undefined => {
    if (!place) return undefined;
    try {
      return writeDraft(place.file, session, context.clock(), place) ? place.file : undefined;
    } catch (error) {
      context.output.warn(`The draft could not be kept: ${(error as Error).message}`);
      return undefined;
    }
  };

  return await asking(context, async (asker) => {
    let takesDraft = false;
    try {
      const draft = place && (await offeredDraft(place.file, session, asker, context));
      if (draft) {
        takesDraft = true;
        const answers = { ...draft.answers, ...known.answers };
        const fills = { ...draft.fills, ...known.fills };
        session = begin(every, testFields, { answers, fills, typed: draft.typed, given: Object.keys(known.answers) });
      }
      const changed = (now: Session) => {
        session = now;
      };
      session = await runSession(session, { asker, load: known.load, keepsDraft: place !== undefined, changed });
    } catch (error) {
      const draft = keep();
      throw error instanceof Problem && error.code === "CANCELLED" ? cancelled({ draft }) : error;
    }
    if (session.place.at === "end" && session.place.as === "draft") throw cancelled({ draft: keep(), isLeft: true });
    return {
      kind: kindOfSession(session) as Kind,
      ...valuesOf(session),
      during: async (make) => {
        try {
          const made = await make();
          if (place && takesDraft) removeDraft(place.file);
          return made;
        } catch (error) {
          const draft = keep();
          if (draft) context.output.note(`Your answers are kept in ${draft}; appint create goes on with them`);
          throw error;
        }
      },
    };
  });
}

/** Where the org's draft is, or would be. Opens the database only where there is one, since asking alone makes none. */
async function placeOfDraft(context: Context): Promise<{ file: string; makesFolder: boolean }> {
  const { existsSync } = await import("node:fs");
  const { file, isDefault } = await context.databaseFile();
  const org = existsSync(file) ? (await context.org()).slug : ((await context.namedOrg()) ?? "default");
  return { file: draftFile(file, org), makesFolder: isDefault };
}

/** Asks whether to go on with the draft, where there is one that fits what was typed. */
async function offeredDraft(
  file: string,
  session: Session,
  asker: Asker,
  context: Context,
): Promise<Draft | undefined> {
  const fields = [...session.kinds.flatMap((kind) => kind.fields), ...session.common];
  const draft = readDraft(
    file,
    fields,
    session.kinds.map(({ id }) => id),
  );
  if (draft === "damaged") context.output.warn(`The draft ${file} cannot be read and is left aside`);
  if (draft === undefined || draft === "damaged") return undefined;
  const wanted = session.answers[KIND];
  const kind = session.kinds.find(({ id }) => id === draft.answers[KIND]);
  if (wanted !== undefined && kind && wanted !== kind.id) return undefined;
  const name = typeof draft.answers.label === "string" ? draft.answers.label : (kind?.term ?? "an app");
  const reply = await asker.pick({
    message: `Go on with the draft of ${name}, kept ${ago(draft.saved, context.clock())}?`,
    help: ["You left before the end; these are your answers so far.", `file      ${file}`],
    canGoBack: false,
    rows: [
      { value: "on", label: "Go on with it" },
      { value: "anew", label: "Start anew", about: "the draft stays until another one takes its place" },
      { value: "delete", label: "Delete it and start anew" },
    ],
    selected: "on",
  });
  const answer = "answer" in reply ? reply.answer : "anew";
  if (answer === "delete") removeDraft(file);
  return answer === "on" ? draft : undefined;
}
