/**
 * Test Anything Protocol: a line a check, with what explains it as a YAML block.
 *
 * @see https://testanything.org/tap-version-14-specification.html
 */
import type { Report } from "../report.js";
import { type Outcome, outcomesOf, type ReportOptions } from "./outcome.js";

export default function tapReport(report: Report, options: ReportOptions): string {
  const outcomes = outcomesOf(report, options);
  return ["TAP version 14", `1..${outcomes.length}`, ...outcomes.map(point)].map((line) => `${line}\n`).join("");
}

function point({ name, result, message, rule, details, seconds }: Outcome, index: number): string {
  const description = `${index + 1} - ${escaped(name)}`;
  if (result === "skipped") return `ok ${description} # SKIP ${oneLine(message)}`;
  if (result === "passed") return `ok ${description}`;
  // JSON strings are YAML strings.
  const severity = result === "failed" ? "fail" : "inconclusive";
  const block = { message, severity, at: rule, duration_ms: Math.round(seconds * 1000), details };
  const lines = Object.entries(block).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`);
  return [`not ok ${description}`, "  ---", ...lines, "  ..."].join("\n");
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ");
const escaped = (text: string): string => oneLine(text).replace(/[\\#]/g, "\\$&");
