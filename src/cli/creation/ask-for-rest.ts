/** The wizard around its session: offers the draft, asks, and keeps the draft whatever ends it before the app is there. */
import { isDeepStrictEqual } from "node:util";
import type { FieldValues } from "../../integrations/field.js";
import type { Kind } from "../../integrations/kind.js";
import { kinds } from "../../integrations/registry.js";
import { testFields } from "../../integrations/test-settings.js";
import { Problem } from "../../problem.js";
import type { Context } from "../context.js";
import { cancelled } from "../problems.js";
import type { Asker } from "../prompts/asker.js";
import { asking } from "../prompts/asking.js";
import { typedLine } from "../typed-line.js";
import { ago, type Draft, draftFile, readDraft, removeDraft, writeDraft } from "../wizard/draft.js";
import { answerText, type LoadMetadata, termOf } from "../wizard/question.js";
import { runSession } from "../wizard/run-session.js";
import {
  begin,
  CARRIER,
  KIND,
  kindOfSession,
  NATURE,
  questionKeys,
  type Session,
  valuesOf,
} from "../wizard/session.js";

export interface Asked {
  kind: Kind;
  values: FieldValues;
  tests: FieldValues;
  /** Values and tests without defaults: what somebody has said. */
  said: FieldValues;
  /** Whether a person has answered questions. */
  isAsked?: boolean;
  /** Runs what makes the app: its success ends the draft, its failure keeps it. */
  during<T>(make: () => Promise<T>): Promise<T>;
}

interface Known {
  /** By question: what flags and an answers file say. */
  answers: FieldValues;
  fills: FieldValues;
  /** What the running app shows. */
  seen: FieldValues;
  load: LoadMetadata;
  keepsDraft: boolean;
}

/** @throws Problem CANCELLED, which names the draft */
export async function askForRest(known: Known, context: Context): Promise<Omit<Asked, "said">> {
  const every = await kinds();
  const place = known.keepsDraft ? await placeOfDraft(context) : undefined;
  const goOn = () => `appint ${typedLine("create", ...sameOrg(context))}`;

  return await asking(context, async (asker) => {
    let start = begin(every, testFields, known);
    const draft = place && (await offeredDraft(place.file, start, asker, context, goOn));
    if (draft) {
      start = resumed(start, draft, known);
      for (const key of questionKeys(start).filter((each) => each in start.answers))
        asker.answered(termOf(start, key), answerText(start, key, start.answers[key]), { isEarlier: true });
    }
    let session = start;

    /** Keeps what the person has said. @returns the file with all of it, where there is one */
    const keep = ({ isAsked = false } = {}): string | undefined => {
      if (!place) return undefined;
      // What flags say alone is no work to keep, and it would take the place of a draft that is.
      if (!isAsked && isSame(session, start)) return draft ? place.file : undefined;
      try {
        return writeDraft(place.file, session, context.clock(), place) ? place.file : undefined;
      } catch (error) {
        context.output.warn(`The draft could not be kept: ${(error as Error).message}`);
        return undefined;
      }
    };

    try {
      const changed = (now: Session) => {
        session = now;
      };
      session = await runSession(session, { asker, load: known.load, keepsDraft: place !== undefined, changed });
    } catch (error) {
      const kept = keep();
      throw isCancelled(error) ? cancelled({ draft: kept, goOn: goOn() }) : error;
    }
    if (session.place.at === "end" && session.place.as === "draft")
      throw cancelled({ draft: keep({ isAsked: true }), goOn: goOn(), isLeft: true });
    return {
      kind: kindOfSession(session) as Kind,
      ...valuesOf(session),
      during: async (make) => {
        try {
          const made = await make();
          if (place && draft) removeDraft(place.file);
          return made;
        } catch (error) {
          const kept = keep();
          if (kept) context.output.note(`Your answers are kept in ${kept}; ${goOn()} goes on with them`);
          throw error;
        }
      },
    };
  });
}

const isCancelled = (error: unknown): boolean => error instanceof Problem && error.code === "CANCELLED";

/** Whether nothing was answered, typed or filled in since. */
const isSame = (one: Session, other: Session): boolean =>
  isDeepStrictEqual([one.answers, one.fills, typedIn(one)], [other.answers, other.fills, typedIn(other)]);

const typedIn = ({ typed }: Session) => Object.fromEntries(Object.entries(typed).filter(([, text]) => text !== ""));

/** The draft's session; what was typed for this command wins, save for another kind than the draft's. */
function resumed({ kinds: every, common }: Session, draft: Draft, known: Known): Session {
  const kept = [NATURE, KIND, CARRIER].filter((key) => key in draft.answers);
  const kind = Object.fromEntries(kept.map((key) => [key, draft.answers[key]]));
  const answers = { ...draft.answers, ...known.answers, ...kind };
  const fills = { ...draft.fills, ...known.fills };
  return begin(every, common, {
    answers,
    fills,
    seen: known.seen,
    typed: draft.typed,
    given: Object.keys(known.answers),
  });
}

/** The flags that lead to the same org of the same database: a draft belongs to it. */
function sameOrg({ globals: { org, db } }: Context): string[] {
  return [...(org === undefined ? [] : ["--org", org]), ...(db === undefined ? [] : ["--db", db])];
}

/** Where the org's draft is, or would be. Opens the database only where there is one, since asking alone makes none. */
async function placeOfDraft(context: Context): Promise<{ file: string; makesFolder: boolean }> {
  const { existsSync } = await import("node:fs");
  const { file, isDefault } = await context.databaseFile();
  const org = existsSync(file) ? (await context.org()).slug : ((await context.namedOrg()) ?? "default");
  return { file: draftFile(file, org), makesFolder: isDefault };
}

/**
 * Asks whether to go on with the draft, where there is one; it says the kind of a draft that is of another than was typed.
 *
 * @throws Problem CANCELLED; the draft is left as it is
 */
async function offeredDraft(
  file: string,
  session: Session,
  asker: Asker,
  context: Context,
  goOn: () => string,
): Promise<Draft | undefined> {
  const fields = [...session.kinds.flatMap((kind) => kind.fields), ...session.common];
  const draft = readDraft(file, fields, session.kinds);
  if (draft === "damaged") context.output.warn(`The draft ${file} cannot be read and is left aside`);
  if (draft === undefined || draft === "damaged") return undefined;
  const wanted = kindOfSession(session);
  const kind = kindOfSession({ ...session, answers: draft.answers });
  const isOther = wanted !== undefined && kind !== undefined && wanted !== kind;
  const label = typeof draft.answers.label === "string" ? draft.answers.label : undefined;
  const name = label === undefined ? (kind?.term ?? "an app") : isOther ? `${label} (${kind.term})` : label;
  try {
    const reply = await asker.pick({
      message: `Go on with the draft of ${name}, kept ${ago(draft.saved, context.clock())}?`,
      help: ["You left before the end; these are your answers so far.", `file      ${file}`],
      canGoBack: false,
      rows: [
        { value: "on", label: "Go on with it" },
        { value: "anew", label: "Start anew", about: "the draft stays until another one takes its place" },
        { value: "delete", label: "Delete it and start anew" },
      ],
      selected: isOther ? "anew" : "on",
    });
    const answer = "answer" in reply ? reply.answer : "anew";
    if (answer === "delete") removeDraft(file);
    return answer === "on" ? draft : undefined;
  } catch (error) {
    throw isCancelled(error) ? cancelled({ draft: file, goOn: goOn() }) : error;
  }
}
