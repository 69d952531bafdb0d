/** The report of a run of `test-sso`: its JSON is a contract. */

export type Verdict = "passed" | "failed" | "inconclusive";

export interface CheckResult {
  id: string;
  title: string;
  /** Which sign-in it belongs to; null for checks before any. */
  flow: string | null;
  verdict: Verdict | "skipped";
  /** Why it is not judged or not passed, or how success was known. */
  reason: string | null;
  durationMs: number;
  seen: string | null;
  proof: string | null;
  cause: string | null;
  rule: string | null;
  fix: string | null;
  /** The requests that led there, one line each. */
  evidence: string[];
}

export interface Report {
  app: { id: string; slug: string; label: string; signOnMode: string };
  user: { id: string; login: string };
  verdict: Verdict;
  checks: CheckResult[];
  probes: never[];
  idp: { origin: string; started: boolean };
  agent: "http";
  startedAt: string;
  durationMs: number;
}

/** Members of the report, for `--json=`. */
export const REPORT_MEMBERS = [
  "app",
  "user",
  "verdict",
  "checks",
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
