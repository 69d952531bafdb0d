/**
 * A report as test frameworks know it: tests that passed, failed, broke off or were skipped.
 *
 * What could not be judged breaks off, so that nobody's CI takes it for a pass; where the person accepts that
 * (`--allow-inconclusive`) it was skipped.
 */
import type { CheckResult, Report } from "../report.js";

export interface Outcome {
  /** Stable over runs: CI systems keep the history of a test under it. */
  name: string;
  verdict: CheckResult["verdict"];
  /** What a test framework calls that verdict. */
  result: "passed" | "failed" | "unknown" | "skipped";
  /** How success was known, or what went wrong, in a sentence. */
  message: string;
  /** Stable name of the cause, else of the check. */
  rule: string;
  /** Lines: what was seen, what proves the cause, the fix, the requests. */
  details: string;
  seconds: number;
}

export interface ReportOptions {
  /** Whether what could not be judged is accepted. */
  allowInconclusive: boolean;
  /** Makes what came from an app or a log harmless to look at. */
  safe(text: string): string;
}

/** Makes the text of a report for one kind of reader. */
export type Reporter = (report: Report, options: ReportOptions) => string;

/** One outcome a check; one more where no check says why the run as a whole is inconclusive. */
export function outcomesOf({ checks, verdict }: Report, { allowInconclusive, safe }: ReportOptions): Outcome[] {
  const unknown = allowInconclusive ? "skipped" : "unknown";
  const outcomes = checks.map((check): Outcome => {
    const { verdict } = check;
    return {
      name: safe(check.title),
      verdict,
      result: verdict === "inconclusive" ? unknown : verdict,
      message: safe(check.reason ?? ""),
      rule: safe(check.rule ?? check.id),
      details: safe(detailsOf(check)),
      seconds: check.durationMs / 1000,
    };
  });
  if (verdict === "inconclusive" && !checks.some((check) => check.verdict === "inconclusive")) {
    outcomes.push({
      name: "Sign-in verified",
      verdict,
      result: unknown,
      message: "no sign-in was verified",
      rule: "sign-in-verified",
      details: "add: what makes a sign-in possible; each check that was skipped says why",
      seconds: 0,
    });
  }
  return outcomes;
}

function detailsOf({ verdict, seen, proof, cause, fix, evidence }: CheckResult): string {
  if (verdict !== "failed" && verdict !== "inconclusive") return "";
  const rows: [string, string | null][] = [
    ["seen", seen],
    ["proof", proof],
    ["cause", cause],
    [verdict === "failed" ? "fix" : "add", fix],
    ...evidence.map((hop): [string, string] => ["trace", hop]),
  ];
  return rows
    .filter(([, text]) => text)
    .map(([label, text]) => `${label}: ${text}`)
    .join("\n");
}

/** How many outcomes have that result. */
export const count = (outcomes: readonly Outcome[], result: Outcome["result"]): number =>
  outcomes.filter((outcome) => outcome.result === result).length;
