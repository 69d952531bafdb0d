/** What a run of `test-sso` writes: line by line for people, and the report at its end, each to where it belongs. */
import { randomUUID } from "node:crypto";
import type { Remark } from "../integrations/lint-app.js";
import type { NotHonoured } from "../integrations/values.js";
import type { CheckResult, Report } from "../smoke/report.js";
import { checkText, summaryText } from "../smoke/reports/human.js";
import type { Output } from "./output/output.js";
import { remarkLines, warningsOf } from "./output/remarks.js";
import { printable } from "./output/style.js";
import { type Reporting, writeReport } from "./reporters.js";

export interface Telling {
  line(text: string): void;
  idp(origin: string, isOwn: boolean): void;
  /** What the lints warn of, and what the IdP does not do of the settings; notes are in the JSON alone. */
  remarks(remarks: readonly Remark[], notHonoured: readonly NotHonoured[]): void;
  check(check: CheckResult): void;
  /** @throws Problem REPORT_NOT_WRITABLE */
  end(report: Report, options: { allowInconclusive: boolean }): Promise<void>;
  /** Whatever has happened. */
  close(): void;
}

/** @param trace whether every request of every check is shown */
export async function telling(output: Output, reporting: Reporting, { trace }: { trace: boolean }): Promise<Telling> {
  const { isHuman, make, file } = reporting;
  const line = (text: string) => {
    if (isHuman) output.print(text);
  };
  // Made before the run: what cannot be loaded is known before anything is tested.
  const reporter = await make?.();
  const commands = isHuman && file === undefined && reporter ? suspended(line) : undefined;
  return {
    line,
    idp: (origin, isOwn) => line(`${output.style.green("✔")} IdP ${isOwn ? "up" : "found running"} on ${origin}`),
    remarks(remarks, notHonoured) {
      for (const each of remarkLines(warningsOf(remarks), output.style)) line(each.replace(/^ {4}/, ""));
      for (const { setting, why } of notHonoured)
        line(`${output.style.yellow("!")} ${printable(`${setting} is kept, and not tested: ${why}`)}`);
    },
    check: (check) => line(checkText(check, { ...output.style, safe: printable }, { trace })),
    async end(report, { allowInconclusive }) {
      if (output.isJson) output.json(report);
      else line(summaryText(report, output.style));
      commands?.resume();
      const text = reporter?.(report, { allowInconclusive, safe: printable });
      if (text === undefined || text === "") return;
      if (file === undefined) output.text(text.replace(/\n$/, ""));
      else {
        writeReport(file, text);
        output.note(`Report: ${file}`);
      }
    },
    close: () => commands?.resume(),
  };
}

/**
 * On GitHub a line of output can be a command to the runner. What people read holds words of the app, so commands are
 * put off until those are over; nobody can guess the word that takes them up again.
 */
function suspended(line: (text: string) => void): { resume(): void } {
  const word = randomUUID();
  let isOver = false;
  line(`::stop-commands::${word}`);
  return {
    resume() {
      if (!isOver) line(`::${word}::`);
      isOver = true;
    },
  };
}
