/**
 * The wizard as a pure state machine: which question comes next, what the answers mean, what the review holds.
 * No terminal, no file and no clock in it; renderers ask what it says and hand back events.
 */
import { isDeepStrictEqual } from "node:util";
import type { Fit } from "../../integrations/app-nature.js";
import type { Field, FieldValues } from "../../integrations/field.js";
import type { Addition, Kind } from "../../integrations/kind.js";
import { additionsOf, carriersOf } from "../../integrations/kind-words.js";
import { checkValues, isMeant, isNeeded, withDefaults } from "../../integrations/values.js";
import { Problem } from "../../problem.js";
import { checked } from "../field-arguments.js";

/** Keys of the questions that are no field: what the app is, how people sign in, what carries an addition, metadata. */
export const NATURE = "nature";
export const KIND = "kind";
export const CARRIER = "carrier";
export const METADATA = "metadata";

/** Where the person is. `from`: where going back leads, when it is not the question before. */
export type Place =
  | { at: "question"; key: string; from?: "review" | "more" }
  | { at: "review" }
  | { at: "more" }
  | { at: "end"; as: "create" | "draft" };

export interface Session {
  readonly kinds: readonly Kind[];
  /** Fields that go with every kind: what `test-sso` is told. */
  readonly common: readonly Field[];
  /** What the command line said; it is not asked, but can be changed in the review. */
  readonly given: ReadonlySet<string>;
  /** By question; `undefined` is the answer of somebody who left it empty. Also of kinds that were left again. */
  readonly answers: Readonly<FieldValues>;
  /** What the SP's metadata says, offered for confirmation. */
  readonly fills: Readonly<FieldValues>;
  /** What the running app shows, offered for confirmation where metadata says nothing. */
  readonly seen: Readonly<FieldValues>;
  /** Text that was typed and not sent, by question. */
  readonly typed: Readonly<Record<string, string>>;
  /** What the app has now, by question, where one that is there is changed: then nothing is asked by itself. */
  readonly present?: Readonly<FieldValues>;
  readonly place: Place;
}

export type Event =
  | { type: "answer"; value: unknown; fills?: FieldValues }
  | { type: "back"; typed?: string }
  | { type: "change"; key: string }
  | { type: "more" }
  | { type: "create" }
  | { type: "leave" };

/** @param answers what is known already: flags, an answers file, a draft */
export function begin(
  kinds: readonly Kind[],
  common: readonly Field[],
  {
    answers,
    fills = {},
    seen = {},
    typed = {},
    given = Object.keys(answers),
  }: {
    answers: FieldValues;
    fills?: FieldValues;
    seen?: FieldValues;
    typed?: Record<string, string>;
    given?: Iterable<string>;
  },
): Session {
  const session: Session = {
    kinds,
    common,
    given: new Set(given),
    answers,
    fills,
    seen,
    typed,
    place: { at: "review" },
  };
  return { ...session, place: nextPlace(session) };
}

/** What an event makes of a session. An event that means nothing at this place changes nothing. */
export function step(session: Session, event: Event): Session {
  const { place } = session;
  if (place.at === "end") return session;
  if (event.type === "leave") return { ...session, place: { at: "end", as: "draft" } };
  if (event.type === "back") return goBack(session, event.typed);
  if (event.type === "answer") return place.at === "question" ? answered(session, place.key, event) : session;
  if (place.at === "question") return session;
  if (event.type === "more") return { ...session, place: { at: "more" } };
  if (event.type === "change") {
    const known = [...questionKeys(session), ...settingsOf(session).map(({ key }) => key)].includes(event.key);
    return known ? { ...session, place: { at: "question", key: event.key, from: place.at } } : session;
  }
  return problemOf(session) ? session : { ...session, place: { at: "end", as: "create" } };
}

/** The kind that was chosen, or undefined before that. */
export function kindOfSession(session: Session): Kind | undefined {
  const { kinds, answers } = session;
  const addition = additionOf(session);
  if (!addition) return kinds.find(({ id }) => id === answers[KIND]);
  return carriersOf(addition, kinds).find(({ id }) => id === answers[CARRIER]);
}

/** What was chosen in place of a kind, where it is something that is added to one. */
export const additionOf = ({ kinds, answers }: Session): Addition | undefined =>
  additionsOf(kinds).find(({ word }) => word === answers[KIND]);

/** A way to sign in that is offered: a kind, or what is added to one. */
export interface Method {
  word: string;
  term: string;
  about: string;
  values: FieldValues;
}

/** The ways to sign in that suit the app; all of them, where nobody has said what it is. */
export function methodsOf({ kinds, answers }: Session): Method[] {
  const nature = answers[NATURE];
  const every = [
    ...kinds.map(({ id, term, description, fits }) => ({ word: id, term, description, fits, values: {} })),
    ...additionsOf(kinds).map((addition) => ({ ...addition, description: addition.fits[0]?.why ?? "" })),
  ];
  return every.flatMap(({ word, term, description, fits, values }) => {
    const fit: Fit | undefined = fits.find((each) => each.nature === nature);
    if (nature !== undefined && !fit) return [];
    return [{ word, term, about: fit?.why ?? description, values: { ...values, ...fit?.values } }];
  });
}

/** What the answers before the fields say of their values: the app's nature, and what is added to it. */
const impliedValues = (session: Session): FieldValues =>
  methodsOf(session).find(({ word }) => word === session.answers[KIND])?.values ?? {};

/** Every field that can be set: those of the kind which mean something beside the other values, then the common ones. */
export function settingsOf(session: Session): Field[] {
  const kind = kindOfSession(session);
  if (!kind) return [];
  const values = withDefaults(kind, knownValues(session, kind));
  return [...kind.fields, ...session.common].filter((field) => isMeant(field, values));
}

/** What is asked one after the other, in order; the rest of the settings waits in the review. */
export function questionKeys(session: Session): string[] {
  const implied = impliedValues(session);
  const asked = settingsOf(session).filter(({ key, required, ask }) => (required || ask) && !(key in implied));
  const keys = asked.map(({ key }) => key);
  if (session.present) return keys;
  return [
    ...(NATURE in session.answers || !(KIND in session.answers) ? [NATURE] : []),
    KIND,
    ...(additionOf(session) ? [CARRIER] : []),
    ...(asksForMetadata(session) ? [METADATA] : []),
    ...keys,
  ];
}

/** Metadata is a shortcut: only where it can spare a required answer. */
function asksForMetadata(session: Session): boolean {
  const fillable = kindOfSession(session)?.fields.filter(({ fromSpMetadata }) => fromSpMetadata) ?? [];
  if (fillable.length === 0) return false;
  return (
    METADATA in session.answers ||
    fillable.some(({ key, required }) => required && !session.given.has(key) && !(key in session.seen))
  );
}

/** The value that a question begins with: the last answer, else what metadata or the app says, else the default. */
export function suggestionFor(session: Session, key: string): unknown {
  if (key in session.answers) return session.answers[key];
  const kind = kindOfSession(session);
  const field = settingsOf(session).find((each) => each.key === key);
  if (!kind || !field) return undefined;
  return said(session, field) ?? field.default?.(withDefaults(kind, knownValues(session, kind)));
}

/** What is sent: the values of the chosen kind alone, without defaults. What was answered for another kind stays aside. */
export function valuesOf(session: Session): { values: FieldValues; tests: FieldValues } {
  const kind = kindOfSession(session);
  const meant = new Set(settingsOf(session).map(({ key }) => key));
  const known = kind ? knownValues(session, kind) : {};
  const values = Object.fromEntries(Object.entries(known).filter(([key]) => meant.has(key)));
  const tests = Object.fromEntries(
    session.common.map((field) => [field.key, said(session, field)]).filter(([, value]) => value !== undefined),
  );
  return { values, tests };
}

/** Why the answers cannot be created as they are, when the review has them all. */
export function problemOf(session: Session): Problem | undefined {
  const kind = kindOfSession(session);
  if (!kind) return undefined;
  try {
    const { values: said } = valuesOf(session);
    const values = withDefaults(kind, said);
    for (const field of kind.fields)
      if (isNeeded(field, values) || values[field.key] !== undefined) checked(field, values[field.key]);
    checkValues(kind, values, said);
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

function knownValues(session: Session, kind: Kind): FieldValues {
  const values: FieldValues = {};
  for (const field of kind.fields) {
    const value = said(session, field);
    if (value !== undefined) values[field.key] = value;
  }
  return values;
}

/** The answer, else what the app's nature decides, else what the metadata or the running app says. */
const said = (session: Session, field: Field): unknown =>
  field.key in session.answers
    ? session.answers[field.key]
    : (impliedValues(session)[field.key] ?? filledIn(session, field));

const filledIn = ({ fills, seen }: Session, { key }: Field): unknown => fills[key] ?? seen[key];

function answered(session: Session, key: string, { value, fills }: Extract<Event, { type: "answer" }>): Session {
  const { [key]: _, ...typed } = session.typed;
  const answers: FieldValues = { ...session.answers, [key]: value };
  const isMetadata = key === METADATA;
  if (isMetadata) {
    // What was only confirmed came from the old metadata: where the new one says something else, it is asked again.
    for (const [filled, before] of Object.entries(session.fills)) {
      const now = fills?.[filled];
      const isConfirmed = filled in answers && isDeepStrictEqual(answers[filled], before);
      if (isConfirmed && now !== undefined && !isDeepStrictEqual(now, before)) delete answers[filled];
    }
  }
  if (key === NATURE) settleMethod(session, answers);
  const next = { ...session, answers, typed, fills: isMetadata ? (fills ?? {}) : session.fills };
  return { ...next, place: nextPlace(next) };
}

/** A way to sign in that does not suit the app is asked again; the only one that does is no question. */
function settleMethod(session: Session, answers: FieldValues): void {
  const methods = methodsOf({ ...session, answers });
  if (!methods.some(({ word }) => word === answers[KIND])) {
    delete answers[KIND];
    delete answers[CARRIER];
  }
  const [only, ...others] = methods;
  if (only && others.length === 0) answers[KIND] = only.word;
  // What the nature says of the values holds until somebody says otherwise of the new one.
  for (const value of Object.keys(impliedValues({ ...session, answers })))
    if (!session.given.has(value)) delete answers[value];
}

/** The first question without an answer; the review when every one has one. */
function nextPlace(session: Session): Place {
  const open = session.present ? undefined : questionKeys(session).find((key) => !(key in session.answers));
  return open === undefined ? { at: "review" } : { at: "question", key: open };
}

function goBack(session: Session, text: string | undefined): Session {
  const { place } = session;
  const keys = questionKeys(session).filter((key) => key !== KIND || methodsOf(session).length > 1);
  if (place.at === "more") return { ...session, place: { at: "review" } };
  if (place.at === "review" && session.present) return session;
  if (place.at === "review") return { ...session, place: { at: "question", key: keys.at(-1) ?? KIND } };
  if (place.at === "end") return session;
  if (place.from) return { ...session, place: { at: place.from } };
  const typed = text === undefined ? session.typed : { ...session.typed, [place.key]: text };
  const before = keys[keys.indexOf(place.key) - 1];
  return { ...session, typed, place: before === undefined ? place : { at: "question", key: before } };
}
