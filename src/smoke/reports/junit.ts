/**
 * JUnit XML, as Jenkins, GitLab, Azure and GitHub's test reporters read it: a suite an app, a test case a check.
 * The vocabulary is the one that Jenkins publishes as junit-10.xsd; test/smoke/reports/junit.xsd holds ours to it.
 */
import { illegalCharacterAt } from "../../protocols/xml/characters.js";
import { element, type XmlElement } from "../../protocols/xml/element.js";
import { writeXml, XML_DECLARATION } from "../../protocols/xml/write.js";
import type { Report } from "../report.js";
import { count, type Outcome, outcomesOf, type ReportOptions } from "./outcome.js";

export default function junitReport(report: Report, options: ReportOptions): string {
  const { app, user, idp, verdict, startedAt, durationMs } = report;
  const outcomes = outcomesOf(report, options);
  const counts = {
    tests: String(outcomes.length),
    failures: String(count(outcomes, "failed")),
    errors: String(count(outcomes, "unknown")),
  };
  const time = (durationMs / 1000).toFixed(3);
  const properties = { app: app.id, label: app.label, signOnMode: app.signOnMode, user: user.login, idp: idp.origin };
  const suite = element(
    "testsuite",
    {
      name: app.slug,
      ...counts,
      skipped: String(count(outcomes, "skipped")),
      time,
      timestamp: startedAt.replace(/(\.\d+)?Z$/, ""), // readers expect ISO 8601 without a zone, in UTC
    },
    [
      element(
        "properties",
        {},
        Object.entries({ ...properties, verdict }).map(([name, value]) =>
          element("property", { name, value: carried(options.safe(value)) }),
        ),
      ),
      ...outcomes.map((outcome) => testCase(app.slug, outcome)),
    ],
  );
  const root = element("testsuites", { name: "appint test-sso", ...counts, time }, [suite]);
  return `${XML_DECLARATION}\n${writeXml(root)}\n`;
}

function testCase(slug: string, { name, result, message, rule, details, seconds }: Outcome): XmlElement {
  const [said, explained] = [carried(message), carried(details)];
  const attributes = { type: carried(rule), message: said };
  const inside = {
    passed: () => element("system-out", {}, [said]),
    failed: () => element("failure", attributes, [`${said}\n${explained}`]),
    unknown: () => element("error", attributes, [`${said}\n${explained}`]),
    skipped: () => element("skipped", { message: said }, [explained]),
  };
  return element("testcase", { name: carried(name), classname: `test-sso.${slug}`, time: seconds.toFixed(3) }, [
    inside[result](),
  ]);
}

/** The text with characters that XML cannot carry made visible: an app's page may hold any. */
function carried(text: string): string {
  let rest = text;
  let done = "";
  for (let at = illegalCharacterAt(rest); at >= 0; at = illegalCharacterAt(rest)) {
    done += `${rest.slice(0, at)}\\u${rest.charCodeAt(at).toString(16).padStart(4, "0")}`;
    rest = rest.slice(at + 1);
  }
  return done + rest;
}
