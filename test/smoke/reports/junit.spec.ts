import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { DOMParser } from "@xmldom/xmldom";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printable } from "../../../src/cli/output/style.js";
import type { Report } from "../../../src/smoke/report.js";
import junitReport from "../../../src/smoke/reports/junit.js";
import { check, mixed, reportOf } from "./report.js";

const XSD = fileURLToPath(new URL("junit.xsd", import.meta.url));

const told = (report: Report, allowInconclusive = false) => junitReport(report, { allowInconclusive, safe: printable });

/** What libxml2 says of it against the schema. */
function validity(xml: string): string {
  const { stderr, error } = spawnSync("xmllint", ["--noout", "--nonet", "--schema", XSD, "-"], {
    input: xml,
    encoding: "utf8",
  });
  return error ? String(error) : stderr.trim();
}

/** The suite as a CI system reads it. */
function read(xml: string) {
  const problems: string[] = [];
  const document = new DOMParser({ onError: (level, message) => void problems.push(`${level}: ${message}`) });
  const root = document.parseFromString(xml, "application/xml").documentElement;
  expect(problems).toEqual([]);
  const attributes = (element: { attributes: Iterable<{ name: string; value: string }> }) =>
    Object.fromEntries([...element.attributes].map(({ name, value }): [string, string] => [name, value]));
  const [suite] = [...(root?.getElementsByTagName("testsuite") ?? [])];
  if (!suite) throw new Error("there is no suite");
  return {
    suite: attributes(suite),
    properties: Object.fromEntries(
      [...suite.getElementsByTagName("property")].map((each) => [
        each.getAttribute("name"),
        each.getAttribute("value"),
      ]),
    ),
    cases: [...suite.getElementsByTagName("testcase")].map((each) => {
      const ending = [...each.childNodes].find(({ nodeType }) => nodeType === 1);
      return {
        attributes: attributes(each),
        ending: ending?.nodeName,
        type: (ending as Element | undefined)?.getAttribute("type"),
        message: (ending as Element | undefined)?.getAttribute("message"),
        text: ending?.textContent,
      };
    }),
  };
}

describe("a report in JUnit XML", () => {
  it("is a suite an app, a test case a check, as the schema says", () => {
    const xml = told(mixed());
    expect(validity(xml)).toBe("- validates");
    const { suite, properties, cases } = read(xml);
    expect(suite).toEqual({
      name: "payroll",
      tests: "4",
      failures: "1",
      errors: "1",
      skipped: "1",
      time: "1.234",
      timestamp: "2026-03-01T12:00:00",
    });
    expect(properties).toMatchObject({ label: "Payroll", user: "ada@example.com", verdict: "failed" });
    expect(cases.map((each) => [each.attributes.name, each.ending])).toEqual([
      ["IdP-initiated sign-in", "system-out"],
      ["SP-initiated sign-in", "failure"],
      ["Identity", "error"],
      ["Password form", "skipped"],
    ]);
    expect(cases[0]).toMatchObject({
      attributes: { classname: "test-sso.payroll", time: "0.012" },
      text: "as it should",
    });
  });

  it("says of a failure all that the run says: cause, proof, fix and requests", () => {
    const { cases } = read(told(mixed()));
    expect(cases[1]).toMatchObject({
      type: "state-cookie-lost",
      message: "403 where the page was expected",
      text: [
        "403 where the page was expected",
        'seen: Set-Cookie: sid=…; SameSite=Lax & <b>"bold"</b>',
        "proof: with that cookie it passes",
        "cause: the cookie stays away",
        "fix: SameSite=None; Secure",
        "trace: GET http://localhost:3000/ 302",
        "trace: POST http://localhost:3000/acs 403",
      ].join("\n"),
    });
    expect(cases[2]?.text).toBe("no name\nadd: add --user-url");
    expect(cases[3]?.message).toBe("it begins with another");
  });

  it("makes nobody's CI green by what could not be judged, unless that is accepted", () => {
    const { suite, cases } = read(told(mixed(), true));
    expect(suite).toMatchObject({ failures: "1", errors: "0", skipped: "2" });
    expect(cases[2]).toMatchObject({ ending: "skipped", message: "no name" });
  });

  it("of a run that verified no sign-in is no pass either, though no check says so", () => {
    const report = reportOf([check("app-reachable"), check("sp-initiated", { verdict: "skipped" })]);
    expect(report.verdict).toBe("inconclusive");
    expect(read(told(report)).suite).toMatchObject({ tests: "3", errors: "1", skipped: "1" });
    expect(read(told(report, true)).suite).toMatchObject({ tests: "3", errors: "0", skipped: "2" });
    expect(validity(told(report))).toBe("- validates");
  });

  it("of a run that passed has neither failures nor errors", () => {
    const { suite } = read(told(reportOf([check("sp-initiated"), check("x", { verdict: "skipped" })])));
    expect(suite).toMatchObject({ tests: "2", failures: "0", errors: "0", skipped: "1" });
  });

  it("is well-formed and valid whatever an app's page, an app's name or a cookie holds", () => {
    const nasty = fc.string({
      unit: fc.constantFrom(
        ...["a", "<", ">", "&", '"', "'", "]]>", "<!--", "\u0000", "\u001b", "\ud800", "\udfff", "\ufffe", "\uffff"],
        ...["\n", "\r", "\t", "\u0085", "\u2028", "\u202e", "😀", "é", "%", "::error::x"],
      ),
    });
    const anything = fc.record({
      verdict: fc.constantFrom("passed", "failed", "inconclusive", "skipped"),
      ...{ title: nasty, reason: nasty, seen: nasty, proof: nasty, cause: nasty, rule: nasty, fix: nasty },
      evidence: fc.array(nasty, { maxLength: 2 }),
    });
    const all: string[] = [];
    fc.assert(
      fc.property(fc.array(anything, { minLength: 1, maxLength: 4 }), nasty, (checks, label) => {
        const app = { id: "0oa1", slug: "payroll", label, signOnMode: "SAML_2_0" };
        const xml = told(
          reportOf(
            checks.map((each, index) => check(`c${index}`, each as object)),
            { app },
          ),
        );
        expect(read(xml).cases.length).toBeGreaterThanOrEqual(checks.length);
        // Nothing that a terminal or a runner would obey is in the file.
        expect(xml).not.toMatch(/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
        all.push(xml.slice(xml.indexOf("\n")).replace(/<\/?testsuites[^>]*>/g, ""));
      }),
      { numRuns: 150 },
    );
    expect(validity(`<testsuites>${all.join("")}</testsuites>`)).toBe("- validates");
  });
});
