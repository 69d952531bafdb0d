/** A report of `test-sso` to tell: what a test does not say is as in a run that passed. */
import { type CheckResult, type Report, verdictOf } from "../../../src/smoke/report.js";

export const check = (id: string, more: Partial<CheckResult> = {}): CheckResult => ({
  id,
  title: id,
  flow: null,
  verdict: "passed",
  reason: "as it should",
  durationMs: 12,
  seen: null,
  proof: null,
  cause: null,
  rule: null,
  fix: null,
  evidence: [],
  ...more,
});

export const reportOf = (checks: CheckResult[], more: Partial<Report> = {}): Report => ({
  app: { id: "0oa1", slug: "payroll", label: "Payroll", signOnMode: "SAML_2_0" },
  user: { id: "00u1", login: "ada@example.com" },
  verdict: verdictOf(checks),
  checks,
  remarks: [],
  notHonoured: [],
  probes: [],
  idp: { origin: "http://127.0.0.1:7700", started: true },
  agent: "http",
  startedAt: "2026-03-01T12:00:00.123Z",
  durationMs: 1234,
  ...more,
});

/** One check of each verdict. */
export const mixed = (): Report =>
  reportOf([
    check("idp-initiated", { title: "IdP-initiated sign-in" }),
    check("sp-initiated", {
      title: "SP-initiated sign-in",
      verdict: "failed",
      reason: "403 where the page was expected",
      seen: 'Set-Cookie: sid=…; SameSite=Lax & <b>"bold"</b>',
      proof: "with that cookie it passes",
      cause: "the cookie stays away",
      rule: "state-cookie-lost",
      fix: "SameSite=None; Secure",
      evidence: ["GET http://localhost:3000/ 302", "POST http://localhost:3000/acs 403"],
    }),
    check("signed-in-user", { title: "Identity", verdict: "inconclusive", reason: "no name", fix: "add --user-url" }),
    check("password-form", { title: "Password form", verdict: "skipped", reason: "it begins with another" }),
  ]);
