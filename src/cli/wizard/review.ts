/** The review: every answer in one list, each a row that can be changed, and what can be done with all of them. */
import type { Field, FieldValues } from "../../integrations/field.js";
import type { Kind } from "../../integrations/kind.js";
import { bySection } from "../../integrations/section.js";
import { documentOf, valuesOf as valuesOfDocument, withDefaults } from "../../integrations/values.js";
import type { PickQuestion, Row } from "../prompts/asker.js";
import { changedFields } from "./edit-session.js";
import { answerText, termOf } from "./question.js";
import {
  type Event,
  kindOfSession,
  problemOf,
  questionKeys,
  type Session,
  settingsOf,
  suggestionFor,
  valuesOf,
} from "./session.js";

const [CREATE, MORE, LEAVE] = ["*create", "*more", "*leave"] as const;

/** What a picked row of either list means. */
export const eventOf = (picked: string): Event =>
  picked === CREATE
    ? { type: "create" }
    : picked === MORE
      ? { type: "more" }
      : picked === LEAVE
        ? { type: "leave" }
        : { type: "change", key: picked };

/** The review as a list. @param keepsDraft whether leaving keeps the answers */
export function reviewQuestion(session: Session, { keepsDraft }: { keepsDraft: boolean }): PickQuestion {
  if (session.present) return editQuestion(session);
  const problem = problemOf(session);
  const unset = unsetSettings(session);
  const rows: Row[] = [
    { value: CREATE, label: "Create it" },
    { line: true },
    ...answeredKeys(session).map((key) => ({ value: key, label: termOf(session, key), detail: shown(session, key) })),
    ...(unset.length > 0 ? [{ value: MORE, label: "More settings…", detail: "everything that was not asked" }] : []),
    { line: true },
    { value: LEAVE, label: keepsDraft ? "Keep a draft and leave" : "Leave without creating it" },
  ];
  return {
    message: "Review: create it, or pick what to change",
    help: [
      "Nothing has been created yet.",
      "Pick an answer to change it; the others stay as they are.",
      "More settings: everything else that can be set; it has a default or may stay empty.",
    ],
    canGoBack: true,
    rows,
    selected: CREATE,
    notice: problem && `${problem.what}: ${problem.why}`,
  };
}

/** The settings of an app that is there as a list: what was changed is marked, and nothing is saved unasked. */
function editQuestion(session: Session): PickQuestion {
  const problem = problemOf(session);
  const changed = new Set(changedFields(session).map(({ key }) => key));
  const fixed = new Set(settingsOf(session).flatMap(({ key, fixed: isFixed }) => (isFixed ? [key] : [])));
  // What was changed stands first: of an app with many settings a screen shows the beginning.
  const keys = [...new Set([...changed, ...answeredKeys(session)])].filter((key) => !fixed.has(key));
  const settings: Row[] = keys.map((key) => ({
    value: key,
    label: termOf(session, key),
    detail: `${shown(session, key)}${changed.has(key) ? "   (changed)" : ""}`,
  }));
  return {
    message: "Pick what to change, then save",
    help: [
      "Nothing has been changed yet.",
      "Pick a setting to change it; the others stay as they are.",
      "Save shows what would change, and asks once more.",
    ],
    canGoBack: false,
    rows: [
      ...(changed.size > 0 ? [{ value: CREATE, label: "Save…" }, { line: true } as const] : []),
      ...settings,
      ...(unsetSettings(session).length > 0
        ? [{ value: MORE, label: "More settings…", detail: "everything that has no value" }]
        : []),
      { line: true },
      { value: LEAVE, label: changed.size > 0 ? "Leave without saving" : "Leave" },
    ],
    selected: changed.size > 0 ? CREATE : keys[0],
    notice: problem && `${problem.what}: ${problem.why}`,
  };
}

/** The settings that were not asked, as a list under the headings of their sections. */
export function moreQuestion(session: Session): PickQuestion {
  const kind = kindOfSession(session);
  const made = kind ? valuesAsMade(kind, valuesOf(session).values) : {};
  const rows = bySection(unsetSettings(session)).flatMap(([section, fields]): Row[] => [
    { line: section },
    ...fields.map((field) => ({
      value: field.key,
      label: field.term,
      detail: answerText(session, field.key, made[field.key] ?? suggestionFor(session, field.key)),
      about: field.help,
    })),
  ]);
  return {
    message: "More settings: what shall be set?",
    help: ["What stands behind a setting is what it is now: its default, or – for none."],
    canGoBack: true,
    rows,
  };
}

/** What an app with these values would hold: also where a setting has no default and the kind decides. */
function valuesAsMade(kind: Kind, values: FieldValues): FieldValues {
  const made = valuesOfDocument(kind, documentOf(kind, withDefaults(kind, values)));
  for (const field of kind.fields) if (field.switch) made[field.key] ??= false;
  return made;
}

/** What the review lists: what was asked, and every other setting that has a value of its own. */
function answeredKeys(session: Session): string[] {
  const asked = questionKeys(session);
  const { values, tests } = valuesOf(session);
  const others = settingsOf(session)
    .map(({ key }) => key)
    .filter((key) => !asked.includes(key) && (values[key] !== undefined || tests[key] !== undefined));
  return [...asked, ...others];
}

function unsetSettings(session: Session): Field[] {
  const shownAlready = new Set(answeredKeys(session));
  return settingsOf(session).filter(({ key }) => !shownAlready.has(key));
}

function shown(session: Session, key: string): string {
  return answerText(session, key, suggestionFor(session, key));
}
