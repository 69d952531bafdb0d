import { describe, expect, it } from "vitest";
import { printable } from "../../../src/cli/output/style.js";
import githubReport from "../../../src/smoke/reports/github.js";
import { check, mixed, reportOf } from "./report.js";

const options = { allowInconclusive: false, safe: printable };

describe("a report as GitHub annotations", () => {
  it("is an error a check that failed or could not be judged, with all that explains it", () => {
    expect(githubReport(mixed(), options)).toBe(
      [
        "::error title=payroll%3A SP-initiated sign-in::403 where the page was expected" +
          '%0Aseen: Set-Cookie: sid=…; SameSite=Lax & <b>"bold"</b>%0Aproof: with that cookie it passes' +
          "%0Acause: the cookie stays away%0Afix: SameSite=None; Secure" +
          "%0Atrace: GET http://localhost:3000/ 302%0Atrace: POST http://localhost:3000/acs 403",
        "::error title=payroll%3A Identity::no name%0Aadd: add --user-url",
        "",
      ].join("\n"),
    );
  });

  it("warns of what could not be judged where that is accepted", () => {
    expect(githubReport(mixed(), { ...options, allowInconclusive: true })).toContain(
      "\n::warning title=payroll%3A Identity::",
    );
  });

  it("is nothing for a run that passed, and an error for one that verified no sign-in", () => {
    expect(githubReport(reportOf([check("sp-initiated")]), options)).toBe("");
    expect(githubReport(reportOf([check("app-reachable")]), options)).toMatch(
      /^::error title=payroll%3A Sign-in verified::no sign-in was verified%0A[^\n]*\n$/,
    );
  });

  it("gives a page of the app no command and no line of its own", () => {
    const hostile = check("sp-initiated", {
      title: "a,b:c::d\n::set-output name=x::y",
      verdict: "failed",
      reason: "\r\n::add-mask::secret\n%0A::error::x",
    });
    const lines = githubReport(reportOf([hostile]), options)
      .trimEnd()
      .split("\n");
    expect(lines).toHaveLength(1);
    expect(lines[0]).toBe(
      "::error title=payroll%3A a%2Cb%3Ac%3A%3Ad%0A%3A%3Aset-output name=x%3A%3Ay::" +
        "\\u000d%0A::add-mask::secret%0A%250A::error::x%0A",
    );
  });
});
