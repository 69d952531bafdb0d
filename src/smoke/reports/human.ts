/** The report for people: one line a check; a failure with what was seen, the proof, the cause and the fix. */
import type { CheckResult, Report } from "../report.js";

/** Colours, handed in by whoever prints. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  green(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
  /** Makes what came from an app or a log harmless for a terminal. */
  safe(text: string): string;
}

const MARKS: Record<CheckResult["verdict"], { mark: string; colour: "green" | "red" | "yellow" | "dim" }> = {
  passed: { mark: "✔", colour: "green" },
  failed: { mark: "✖", colour: "red" },
  inconclusive: { mark: "?", colour: "yellow" },
  skipped: { mark: "○", colour: "dim" },
};

/** Lines of one check; the requests are shown where nothing explains the failure, or with `trace`. */
export function checkText(check: CheckResult, paint: Paint, { trace = false }: { trace?: boolean } = {}): string {
  const { mark, colour } = MARKS[check.verdict];
  const duration = check.durationMs > 0 && check.verdict !== "skipped" ? `   ${check.durationMs} ms` : "";
  const because = check.reason ? `: ${indented(paint.safe(check.reason))}` : "";
  const lines = [`${paint[colour](mark)} ${paint.safe(check.title)}${because}${paint.dim(duration)}`];
  const row = (label: string, text: string | null, colour = (each: string) => each) => {
    if (text) lines.push(`    ${paint.dim(label.padEnd(7))} ${indented(colour(paint.safe(text)))}`);
  };
  const isBad = check.verdict === "failed" || check.verdict === "inconclusive";
  if (isBad && (trace || !check.cause))
    for (const [index, hop] of check.evidence.entries()) row(index === 0 ? "trace" : "", hop);
  if (isBad) {
    if (check.cause || trace) row("seen", check.seen);
    row("proof", check.proof);
    row("cause", check.cause);
    row(check.verdict === "failed" ? "fix" : "add", check.fix, paint.cyan);
  } else if (trace) for (const [index, hop] of check.evidence.entries()) row(index === 0 ? "trace" : "", hop);
  return lines.join("\n");
}

/** The last line: how many of what, and the verdict. */
export function summaryText({ checks, verdict, durationMs }: Report, paint: Omit<Paint, "safe">): string {
  const count = (wanted: CheckResult["verdict"]) => checks.filter((check) => check.verdict === wanted).length;
  const parts = (["passed", "failed", "inconclusive", "skipped"] as const)
    .filter((each) => count(each) > 0)
    .map((each) => `${count(each)} ${each}`);
  const colour = verdict === "passed" ? "green" : verdict === "failed" ? "red" : "yellow";
  return `${checks.length} checks · ${parts.join(" · ")} · ${(durationMs / 1000).toFixed(1)} s   ${paint[colour](paint.bold(verdict))}`;
}

const indented = (text: string): string => text.split("\n").join(`\n${" ".repeat(12)}`);
