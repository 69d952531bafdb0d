/**
 * Annotations of a GitHub Actions run: a line a check that did not pass.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
import type { Report } from "../report.js";
import { type Outcome, outcomesOf, type ReportOptions } from "./outcome.js";

export default function githubReport(report: Report, options: ReportOptions): string {
  return outcomesOf(report, options)
    .filter(({ verdict }) => verdict === "failed" || verdict === "inconclusive")
    .map((outcome) => `${annotation(report.app.slug, outcome)}\n`)
    .join("");
}

function annotation(slug: string, { name, result, message, details }: Outcome): string {
  const command = result === "skipped" ? "warning" : "error";
  return `::${command} title=${property(`${slug}: ${name}`)}::${data(`${message}\n${details}`)}`;
}

/** One line, and no escape that a page of the app could have written itself. */
const data = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
