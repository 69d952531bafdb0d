/**
 * `Time.…`. Moments are ISO 8601 texts in UTC with milliseconds; patterns are Joda's.
 *
 * @see joda DateTimeFormat
 */
import type { DateTime } from "luxon";
import { defineFunction, NoValue } from "../function.js";
import { luxon } from "../libraries.js";

/** Windows counts tenths of microseconds from 1601. */
const WINDOWS_EPOCH_MS = -11_644_473_600_000;
const TICKS_PER_MS = 10_000;

export const timeFunctions = {
  "Time.now": defineFunction(
    ["text", "text"],
    async ([zone, pattern], { now }) => {
      const { DateTime } = await luxon();
      const moment = DateTime.fromJSDate(now, { zone: zone || "utc" });
      if (!moment.isValid) throw new NoValue(`"${zone}" is no time zone`);
      return pattern ? formatted(moment, pattern) : isoOf(moment);
    },
    { optional: 2 },
  ),
  "Time.fromWindowsToIso8601": defineFunction(["text"], async ([text]) =>
    isoOf(await momentOf(whole(text) / TICKS_PER_MS + WINDOWS_EPOCH_MS)),
  ),
  "Time.fromUnixToIso8601": defineFunction(["text"], async ([text]) => isoOf(await momentOf(whole(text) * 1000))),
  "Time.fromStringToIso8601": defineFunction(["text", "text"], async ([text, pattern]) => {
    const { DateTime } = await luxon();
    const moment = DateTime.fromFormat(text, luxonPattern(pattern), { zone: "utc", locale: "en" });
    if (!moment.isValid) throw new NoValue(`"${text}" is not written as "${pattern}"`);
    return isoOf(moment);
  }),
  "Time.fromIso8601ToWindows": defineFunction(["text"], async ([text]) =>
    String((BigInt((await fromIso(text)).toMillis()) - BigInt(WINDOWS_EPOCH_MS)) * BigInt(TICKS_PER_MS)),
  ),
  "Time.fromIso8601ToUnix": defineFunction(["text"], async ([text]) =>
    String(Math.floor((await fromIso(text)).toMillis() / 1000)),
  ),
  "Time.fromIso8601ToString": defineFunction(["text", "text"], async ([text, pattern]) =>
    formatted(await fromIso(text), pattern),
  ),
};

function whole(text: string): number {
  if (!/^-?\d{1,19}$/.test(text)) throw new NoValue(`"${text}" is no number of seconds or ticks`);
  return Number(text);
}

async function momentOf(milliseconds: number): Promise<DateTime> {
  const { DateTime } = await luxon();
  const moment =
    Math.abs(milliseconds) > 8.64e15
      ? DateTime.invalid("range")
      : DateTime.fromMillis(Math.floor(milliseconds), { zone: "utc" });
  if (!moment.isValid) throw new NoValue("it lies outside the years that can be written");
  return moment;
}

async function fromIso(text: string): Promise<DateTime> {
  const { DateTime } = await luxon();
  const moment = DateTime.fromISO(text, { zone: "utc" });
  if (!moment.isValid) throw new NoValue(`"${text}" is no moment of ISO 8601`);
  return moment;
}

const isoOf = (moment: DateTime): string => moment.toUTC().toISO({ suppressMilliseconds: false }) ?? "";
const formatted = (moment: DateTime, pattern: string): string => moment.setLocale("en").toFormat(luxonPattern(pattern));

/** Letters that mean something else there; the others are the same. */
const LETTERS: readonly [joda: RegExp, luxon: (run: string) => string][] = [
  [/^[Yyx]+$/, (run) => "y".repeat(run.length === 2 ? 2 : Math.max(run.length, run.length === 1 ? 1 : 4))],
  [/^E+$/, (run) => (run.length > 3 ? "EEEE" : "EEE")],
  [/^e+$/, () => "E"],
  [/^M+$/, (run) => "M".repeat(Math.min(run.length, 4))],
  [/^[Dd]+$/, (run) => (run.startsWith("D") ? (run.length >= 3 ? "ooo" : "o") : run.slice(0, 2))],
  [/^[HhmsK]+$/, (run) => (run.startsWith("K") ? run.toLowerCase() : run).slice(0, 2)],
  [/^S+$/, (run) => (run.length >= 3 ? "SSS" : "S")],
  [/^a+$/, () => "a"],
  [/^z+$/, (run) => (run.length > 3 ? "ZZZZZ" : "ZZZZ")],
  [/^Z+$/, (run) => ["ZZZ", "ZZ", "z"][Math.min(run.length, 3) - 1] as string],
];

/** @throws NoValue for a letter without a meaning */
function luxonPattern(pattern: string): string {
  return pattern.replace(/'(?:[^']|'')*'|([A-Za-z])\1*|'/g, (run) => {
    if (run === "'") throw new NoValue(`the quote in "${pattern}" has no end`);
    if (run === "''") return "'";
    if (run.startsWith("'")) return run;
    const letter = LETTERS.find(([joda]) => joda.test(run));
    if (!letter) throw new NoValue(`"${run}" in "${pattern}" has no meaning`);
    return letter[1](run);
  });
}
