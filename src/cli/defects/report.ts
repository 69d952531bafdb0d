/** The report of a defect of our own: what a maintainer needs, and nothing of the person who sends it. */
import { arch, platform, release } from "node:os";
import { maskedCommand, type Surroundings, scrubbed } from "./scrub.js";

export interface Defect {
  error: unknown;
  /** The same in the report, on the page of the IdP and on stderr. */
  reference: string;
  /** Method and route of the IdP that failed, where it was a request: `GET /login/login.htm`. */
  request?: string;
  version: string;
  now: Date;
}

/** The whole text of the report. */
export function defectReport(defect: Defect, about: Surroundings): string {
  const facts: [term: string, value: string][] = [
    ["reference", defect.reference],
    ["when", defect.now.toISOString()],
    ["appint", defect.version],
    ["node", process.version],
    ["platform", `${platform()} ${arch()} ${release()}`],
    ["command", maskedCommand(about)],
  ];
  if (defect.request) facts.push(["request", defect.request]);
  const lines = facts.map(([term, value]) => `${term.padEnd(10)} ${value}`);
  return `A defect of appint\n\n${lines.join("\n")}\n\n${chainOf(defect.error, about).join("\n\ncaused by\n")}`;
}

/** One line on the error, for stderr. */
export const messageOf = (error: unknown, about: Surroundings): string =>
  scrubbed(error instanceof Error ? error.message : String(error), about);

const DEEPEST = 8;

/** The error and its causes as text, those of an AggregateError too. */
function chainOf(error: unknown, about: Surroundings): string[] {
  const told: string[] = [];
  const waiting: unknown[] = [error];
  while (waiting.length > 0 && told.length < DEEPEST) {
    const next = waiting.shift();
    told.push(textOf(next, about));
    if (next instanceof AggregateError) waiting.push(...next.errors);
    if (next instanceof Error && next.cause !== undefined) waiting.push(next.cause);
  }
  return told;
}

function textOf(error: unknown, about: Surroundings): string {
  // What is no error may be anything, a request with its secrets as well: only its kind is told.
  if (!(error instanceof Error))
    return `no error, but ${typeof error === "object" ? "an object" : `a ${typeof error}`} was thrown`;
  const { code } = error as NodeJS.ErrnoException;
  const stack = (error.stack ?? "").split("\n").filter((line) => /^ {4}at /.test(line));
  return [
    `${error.name}${code ? ` (${code})` : ""}: ${scrubbed(error.message, about)}`,
    ...stack.map((line) => scrubbed(line, about, { isPlace: line.includes(about.root) })),
  ].join("\n");
}
