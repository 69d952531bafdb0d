import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { printable } from "../../../src/cli/output/style.js";
import type { Report } from "../../../src/smoke/report.js";
import tapReport from "../../../src/smoke/reports/tap.js";
import { check, mixed, reportOf } from "./report.js";

const told = (report: Report, allowInconclusive = false) => tapReport(report, { allowInconclusive, safe: printable });

/** Perl's own parser of the protocol, which comes with Perl. */
const READER = `
  use TAP::Parser; local $/; my $p = TAP::Parser->new({ tap => scalar <STDIN> });
  while (my $r = $p->next) { print join("|", $r->is_ok ? "ok" : "not ok", $r->description, $r->directive), "\\n" if $r->is_test }
  printf "plan %s, failed %d, skipped %d, malformed %d\\n", $p->plan, scalar($p->failed), scalar($p->skipped),
    scalar($p->parse_errors);`;

function read(tap: string): string[] {
  // The reader knows version 13, which has the same lines; blocks are told apart by their indentation in both.
  const { status, stdout, stderr, error } = spawnSync("perl", ["-e", READER], {
    input: tap.replace("TAP version 14", "TAP version 13"),
    encoding: "utf8",
  });
  if (status !== 0) throw error ?? new Error(stderr);
  return stdout.trimEnd().split("\n");
}

describe("a report in TAP", () => {
  it("is a point a check: what could not be judged is not ok, what was skipped says why", () => {
    expect(read(told(mixed()))).toEqual([
      "ok|- IdP-initiated sign-in|",
      "not ok|- SP-initiated sign-in|",
      "not ok|- Identity|",
      "ok|- Password form|SKIP",
      "plan 1..4, failed 2, skipped 1, malformed 0",
    ]);
  });

  it("explains what is not ok in a YAML block", () => {
    const tap = told(mixed());
    expect(tap).toContain('\nnot ok 3 - Identity\n  ---\n  message: "no name"\n  severity: "inconclusive"\n');
    expect(tap).toContain('  at: "state-cookie-lost"\n  duration_ms: 12\n  details: "seen: Set-Cookie: sid=…;');
  });

  it("skips what could not be judged where that is accepted", () => {
    expect(told(mixed(), true)).toContain("\nok 3 - Identity # SKIP no name\n");
  });

  it("is not ok for a run that verified no sign-in", () => {
    expect(told(reportOf([check("app-reachable")]))).toMatch(/^not ok 2 - Sign-in verified$/m);
  });

  it("gives a page of the app no point and no directive of its own", () => {
    const hostile = check("sp-initiated", {
      title: "fine # SKIP\nok 2 - nothing\nBail out!",
      verdict: "failed",
      reason: "x\nok 3 - forged\n  ...\nBail out!",
    });
    expect(read(told(reportOf([hostile])))).toEqual([
      expect.stringMatching(/^not ok\|- fine .*SKIP ok 2 - nothing Bail out!\|$/),
      "plan 1..1, failed 1, skipped 0, malformed 0",
    ]);
  });
});
