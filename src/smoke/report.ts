/** The report of a run of `test-sso`: its JSON is a contract. */

import type { z } from "zod";
import type { checkSchema, reportSchema } from "./report-schema.js";

export type Report = z.infer<typeof reportSchema>;
export type CheckResult = z.infer<typeof checkSchema>;
export type Verdict = Report["verdict"];

/** Members of the report, for `--json=`. */
export const REPORT_MEMBERS = [
  "app",
  "user",
  "verdict",
  "checks",
  "remarks",
  "notHonoured",
  "probes",
  "idp",
  "agent",
  "startedAt",
  "durationMs",
] as const;

/** What a check says; the rest of a result is filled in by whoever runs it. */
export type Finding = { verdict: CheckResult["verdict"] } & Partial<
  Omit<CheckResult, "verdict" | "id" | "title" | "flow">
>;

export const passed = (reason: string, more: Partial<Finding> = {}): Finding => ({
  ...more,
  verdict: "passed",
  reason,
});
export const failed = (reason: string, more: Partial<Finding> = {}): Finding => ({
  ...more,
  verdict: "failed",
  reason,
});
/** @param fix what to add so that it can be judged */
export const inconclusive = (reason: string, fix: string, more: Partial<Finding> = {}): Finding => ({
  ...more,
  verdict: "inconclusive",
  reason,
  fix,
});
export const skipped = (reason: string): Finding => ({ verdict: "skipped", reason });

/** A result in full. */
export const resultOf = (
  check: { id: string; title: string; flow: string | null },
  finding: Finding,
  durationMs: number,
): CheckResult => ({
  ...check,
  verdict: finding.verdict,
  reason: finding.reason ?? null,
  durationMs: Math.round(durationMs),
  seen: finding.seen ?? null,
  proof: finding.proof ?? null,
  cause: finding.cause ?? null,
  rule: finding.rule ?? null,
  fix: finding.fix ?? null,
  evidence: finding.evidence ?? [],
});

/**
 * The verdict of a run: failed when anything failed; passed only when a sign-in was verified and nothing was left open.
 * What was skipped never counts.
 */
export function verdictOf(checks: readonly CheckResult[]): Verdict {
  if (checks.some(({ verdict }) => verdict === "failed")) return "failed";
  const verified = checks.some(({ id, verdict }) => SIGN_INS.has(id) && verdict === "passed");
  return verified && checks.every(({ verdict }) => verdict !== "inconclusive") ? "passed" : "inconclusive";
}

/** Checks that a sign-in by the test user passes. */
const SIGN_INS = new Set(["idp-initiated", "sp-initiated"]);
