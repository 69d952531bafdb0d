/** The answers of an unfinished session, kept in a file beside the database: one for each org, never a secret in it. */
import { mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { APP_NATURES } from "../../integrations/app-nature.js";
import type { Field, FieldValues } from "../../integrations/field.js";
import type { Kind } from "../../integrations/kind.js";
import { additionsOf } from "../../integrations/kind-words.js";
import { writeWholeFile } from "../../whole-file.js";
import { acceptable } from "./question.js";
import { CARRIER, KIND, METADATA, NATURE, type Session } from "./session.js";

const VERSION = 1;
/** More is not read: nobody types that much. */
const MOST_BYTES = 1_048_576;

export interface Draft {
  answers: FieldValues;
  fills: FieldValues;
  typed: Record<string, string>;
  saved: Date;
}

/** The draft of that org: beside the database, whose folder is the person's own. */
export const draftFile = (database: string, org: string): string => `${database}.draft-${encodeURIComponent(org)}.json`;

/**
 * Keeps what is known of the session, readable by its owner alone (0600); the file is there whole or not at all.
 *
 * @param makesFolder whether the folder may be made
 * @returns whether there was anything to keep
 * @throws Error of the file system
 */
export function writeDraft(file: string, session: Session, now: Date, { makesFolder = false } = {}): boolean {
  const fields = fieldsByKey(session);
  const isOpen = (key: string) =>
    [NATURE, KIND, CARRIER, METADATA].includes(key) || (fields.has(key) && !fields.get(key)?.secret);
  const kept = (values: Readonly<FieldValues>) =>
    Object.fromEntries(
      Object.entries(values)
        .filter(([key]) => isOpen(key))
        .map(([key, value]) => [key, key === METADATA ? withoutPassword(value) : (value ?? null)]),
    );
  const answers = kept(session.answers);
  const typed = Object.fromEntries(
    Object.entries(session.typed).filter(([key, text]) => isOpen(key) && text !== "" && withoutPassword(text) === text),
  );
  if (Object.keys(answers).length === 0 && Object.keys(typed).length === 0) return false;
  const text = JSON.stringify({
    version: VERSION,
    saved: now.toISOString(),
    answers,
    fills: kept({ ...session.seen, ...session.fills }),
    typed,
  });
  if (makesFolder) mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeWholeFile(file, `${text}\n`);
  return true;
}

/** The draft, its answers checked anew; undefined where there is none, "damaged" where there is something else. */
export function readDraft(
  file: string,
  fields: Iterable<Field>,
  kinds: readonly Kind[],
): Draft | "damaged" | undefined {
  let text: string;
  try {
    if (statSync(file).size > MOST_BYTES) return "damaged";
    text = readFileSync(file, "utf8");
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? undefined : "damaged";
  }
  try {
    const { version, saved, answers, fills, typed } = JSON.parse(text) as Record<string, unknown>;
    const date = new Date(saved as string);
    if (version !== VERSION || Number.isNaN(date.getTime())) return "damaged";
    const ids = kinds.map(({ id }) => id);
    const choices: Record<string, string[]> = {
      [NATURE]: APP_NATURES.map(({ id }) => id),
      [KIND]: [...ids, ...additionsOf(kinds).map(({ word }) => word)],
      [CARRIER]: ids,
    };
    const byKey = new Map([...fields].map((field) => [field.key, field]));
    const read = (values: unknown): FieldValues => {
      const known: FieldValues = {};
      for (const [key, value] of Object.entries(objectOf(values))) {
        const field = byKey.get(key);
        if (choices[key]?.includes(value as string) || (key === METADATA && isTextOrNull(value)))
          known[key] = value ?? undefined;
        else if (field && value === null) known[key] = undefined;
        else if (field && acceptable(field, value) !== undefined) known[key] = acceptable(field, value);
      }
      return known;
    };
    const texts = Object.entries(objectOf(typed)).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    );
    return { answers: read(answers), fills: read(fills), typed: Object.fromEntries(texts), saved: date };
  } catch {
    return "damaged";
  }
}

/** @throws Error of the file system; a draft that is not there is no error */
export const removeDraft = (file: string): void => rmSync(file, { force: true });

/** "a moment ago", "10 minutes ago", "3 hours ago", "2 days ago". */
export function ago(then: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - then.getTime()) / 60_000);
  if (minutes < 1) return "a moment ago";
  const [count, unit] =
    minutes < 60
      ? [minutes, "minute"]
      : minutes < 1440
        ? [Math.floor(minutes / 60), "hour"]
        : [Math.floor(minutes / 1440), "day"];
  return `${count} ${unit}${count === 1 ? "" : "s"} ago`;
}

const fieldsByKey = ({ kinds, common }: Session): Map<string, Field> =>
  new Map([...kinds.flatMap(({ fields }) => fields), ...common].map((field) => [field.key, field]));

/** The user name and password of an address are no answer that may be kept. */
const withoutPassword = (value: unknown): unknown =>
  typeof value === "string" ? value.replace(/\/\/[^/?#]*@/g, "//") : null;

const isTextOrNull = (value: unknown): boolean => value === null || typeof value === "string";

function objectOf(value: unknown): object {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new TypeError("no object");
  return value;
}
