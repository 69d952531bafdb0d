/** What is asked at a place of the session, in words: a walk over the definitions of fields and kinds. */
import { APP_NATURES } from "../../integrations/app-nature.js";
import type { Field, FieldValues } from "../../integrations/field.js";
import { carriersOf } from "../../integrations/kind-words.js";
import { checked, valueFromPrompt } from "../field-arguments.js";
import type { PickQuestion, TextQuestion } from "../prompts/asker.js";
import { valueText } from "../value-text.js";
import {
  additionOf,
  CARRIER,
  KIND,
  METADATA,
  methodsOf,
  NATURE,
  type Session,
  settingsOf,
  suggestionFor,
} from "./session.js";

/** An answer as the session takes it. */
export interface Answer {
  value: unknown;
  fills?: FieldValues;
}

/** A question to show: typed or picked, and what a picked row means. */
export type Shown =
  | { how: "text"; question: TextQuestion<Answer> }
  | { how: "pick"; question: PickQuestion; read(picked: string): Answer };

/** What the SP's metadata says of the kind's fields. @throws Problem when the source cannot be read */
export type LoadMetadata = (source: string) => Promise<FieldValues>;

const byWhy = ({ why }: { why: string }) => why;

/** The question of that key. */
export function shownQuestion(session: Session, key: string, load: LoadMetadata): Shown {
  const isChange = session.place.at === "question" && session.place.from !== undefined;
  const canGoBack = isChange || !(key === NATURE || (key === KIND && !(NATURE in session.answers)));
  if (key === NATURE) return natureQuestion(session, canGoBack);
  if (key === KIND) return methodQuestion(session, canGoBack);
  if (key === CARRIER) return carrierQuestion(session, canGoBack);
  if (key === METADATA) return { how: "text", question: metadataQuestion(session, canGoBack, load) };
  const field = settingsOf(session).find((each) => each.key === key) as Field;
  const suggestion = suggestionFor(session, key);
  const help = helpOf(field);
  const message = field.term;
  const rows = field.repeatable ? undefined : choicesOf(field);
  if (rows) {
    return {
      how: "pick",
      question: { message, help, canGoBack, rows, selected: choiceText(field, suggestion) },
      read: (picked) => ({ value: field.switch ? picked === "yes" : valueFromPrompt(field, picked) }),
    };
  }
  // What comes from a file is longer than a line; it is kept by Enter, and taken away with --unset.
  const offered = field.secret || field.fromFile ? "" : printed(textOf(field, suggestion));
  const prefill = field.secret ? "" : printed(session.typed[key] ?? offered);
  const question: TextQuestion<Answer> = {
    message: field.repeatable ? `${message}, separated by commas` : message,
    help,
    canGoBack,
    optional: !field.required,
    prefill,
    joiner: field.repeatable ? ", " : " ",
    secret: field.secret,
    // What was not touched is the value itself, not what its text would be read as.
    read: async (text) => ({
      value:
        (text !== "" || field.fromFile) && text === offered && suggestion !== undefined
          ? checked(field, suggestion)
          : valueFromPrompt(field, text),
    }),
    reason: byWhy,
  };
  return { how: "text", question };
}

const printed = (text: string): string => text.replace(/\p{Cc}/gu, " ");

function natureQuestion(session: Session, canGoBack: boolean): Shown {
  const fits = session.kinds.flatMap((kind) => kind.fits);
  const offered = APP_NATURES.filter(({ id }) => fits.some(({ nature }) => nature === id));
  const rows = offered.map(({ id, label }) => ({ value: id, label }));
  const help = ["What the app is decides how people can sign in to it.", "flag      appint create <kind>"];
  return picking(session, NATURE, { message: `${termOf(session, NATURE)}?`, help, canGoBack, rows });
}

function methodQuestion(session: Session, canGoBack: boolean): Shown {
  const rows = methodsOf(session).map(({ word, term, about }) => ({ value: word, label: term, about }));
  const help = ["How people sign in to the app: the protocol that it speaks.", "flag      appint create <kind>"];
  return picking(session, KIND, { message: termOf(session, KIND), help, canGoBack, rows });
}

function carrierQuestion(session: Session, canGoBack: boolean): Shown {
  const addition = additionOf(session);
  const carriers = addition ? carriersOf(addition, session.kinds) : [];
  const rows = carriers.map(({ id, term, description }) => ({ value: id, label: term, about: description }));
  const help = [`${addition?.notElsewhere}.`, "flag      appint create <kind>"];
  return picking(session, CARRIER, { message: termOf(session, CARRIER), help, canGoBack, rows });
}

/** A question whose answer is the row's own value. */
const picking = (session: Session, key: string, question: PickQuestion): Shown => ({
  how: "pick",
  question: { ...question, selected: session.answers[key] as string | undefined },
  read: (picked) => ({ value: picked }),
});

function metadataQuestion(session: Session, canGoBack: boolean, load: LoadMetadata): TextQuestion<Answer> {
  const before = session.answers[METADATA];
  return {
    message: `${termOf(session, METADATA)}: file or URL`,
    help: [
      "The app's own description of itself (XML). It fills in the answers that follow; you confirm them.",
      "Leave it empty to type the values.",
      "example   http://localhost:3000/saml/metadata",
      "flag      --metadata <file|url>",
    ],
    canGoBack,
    optional: true,
    prefill: session.typed[METADATA] ?? (typeof before === "string" ? before : ""),
    joiner: " ",
    read: async (text) => {
      const source = text.trim();
      return source === "" ? { value: undefined, fills: {} } : { value: source, fills: await load(source) };
    },
    reason: ({ what, why }) => `${what}: ${why}`,
  };
}

/** What `?` shows of a field: meaning, an example, the flag, and where it is defined. */
export function helpOf(field: Field): string[] {
  const lines = [`${field.term}: ${field.help}.`];
  if (field.example !== undefined) lines.push(`example   ${field.example}`);
  if (field.repeatable)
    lines.push("list      commas part the values; double quotes go around one that has a comma in it");
  lines.push(`flag      ${field.flag}${field.repeatable ? " (repeatable)" : ""}`);
  if (field.fromFile) lines.push("file      its name, or the text itself; Enter keeps what is set");
  if (field.spec) lines.push(`defined   ${field.spec}`);
  return lines;
}

/** The rows of a field that is chosen, not typed. */
function choicesOf(field: Field): { value: string; label: string }[] | undefined {
  if (field.switch) {
    return [
      { value: "yes", label: "Yes" },
      { value: "no", label: "No" },
    ];
  }
  return field.choices?.map(({ value, label }) => ({ value, label }));
}

const choiceText = (field: Field, value: unknown): string | undefined =>
  value === undefined ? undefined : valueText(field, value);

/** A value as it stands in the line, to be typed again; a suggestion that its field would refuse too. */
const textOf = (field: Field, value: unknown): string =>
  value === undefined || value === null ? "" : valueText(field, value);

/** What a question is called. */
export function termOf(session: Session, key: string): string {
  if (key === NATURE) return "What is your app";
  if (key === KIND) return "Sign-in method";
  if (key === CARRIER) return additionOf(session)?.question ?? "Sign-on";
  if (key === METADATA) return "SP metadata";
  return settingsOf(session).find((field) => field.key === key)?.term ?? key;
}

/** A value as the review and the lines above it tell it. */
export function answerText(session: Session, key: string, value: unknown): string {
  if (key === NATURE) return APP_NATURES.find(({ id }) => id === value)?.label ?? "";
  if (key === KIND) return methodsOf(session).find(({ word }) => word === value)?.term ?? "";
  if (key === CARRIER) return session.kinds.find(({ id }) => id === value)?.term ?? "";
  if (key === METADATA) return typeof value === "string" ? value : "none";
  const field = settingsOf(session).find((each) => each.key === key);
  if (!field || value === undefined || value === null) return "–";
  if (field.secret) return "••••••••";
  return (field.shown?.(value) ?? valueText(field, value)) || "–";
}

/** A value of elsewhere, such as a draft, as its field takes it; undefined when it does not. */
export function acceptable(field: Field, value: unknown): unknown {
  try {
    return checked(field, value);
  } catch {
    return undefined;
  }
}
