/** How a run of `test-sso` is told: for people as it goes, or for a CI system when it is over. */
import { rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { nearestNames } from "../nearest-names.js";
import type { Reporter } from "../smoke/reports/outcome.js";
import { beginFile, writeWholeFile } from "../whole-file.js";
import { makeFolder } from "./output/make-folder.js";
import { badReporter, reporterWithJson, reportNotWritable, reportWithoutReporter } from "./report-problems.js";

interface Format {
  /** Undefined for what is told check by check. */
  load?: () => Promise<Reporter>;
  /** Whether it goes into a file, or to stdout in place of what people read. */
  isDocument: boolean;
}

const formats = {
  human: { isDocument: false },
  junit: { isDocument: true, load: async () => (await import("../smoke/reports/junit.js")).default },
  github: { isDocument: false, load: async () => (await import("../smoke/reports/github.js")).default },
  tap: { isDocument: true, load: async () => (await import("../smoke/reports/tap.js")).default },
} satisfies Record<string, Format>;

export type ReporterName = keyof typeof formats;

export const reporterNames = Object.keys(formats) as ReporterName[];

/** @throws Problem UNKNOWN_REPORTER */
export function reporterNamed(text: string): ReporterName {
  if (reporterNames.includes(text as ReporterName)) return text as ReporterName;
  throw badReporter(text, reporterNames, nearestNames(text.toLowerCase(), reporterNames)[0]);
}

export interface Reporting {
  /** Whether people read along on stdout. */
  isHuman: boolean;
  /** What makes the report when the run is over; undefined where nothing is to be made. */
  make?: () => Promise<Reporter>;
  /** Where it goes, in full; undefined for stdout. */
  file?: string;
}

/** @throws Problem REPORT_WITHOUT_REPORTER, REPORTER_WITH_JSON for flags that contradict each other */
export function reportingOf(
  { reporter = "human", report }: { reporter?: ReporterName; report?: string },
  { isJson, cwd }: { isJson: boolean; cwd: string },
): Reporting {
  const { isDocument, load }: Format = formats[reporter];
  if (report !== undefined && (!isDocument || report.trim() === "")) {
    throw reportWithoutReporter(
      report,
      reporterNames.filter((name) => formats[name].isDocument),
    );
  }
  if (isJson && load && report === undefined) throw reporterWithJson(reporter);
  const file = report === undefined ? undefined : resolve(cwd, report);
  return { isHuman: !isDocument || file !== undefined, make: load, file };
}

/** The report of an earlier run is gone before this one begins: a run that cannot begin must not look like that one. */
export async function clearReport(file: string): Promise<void> {
  try {
    await makeFolder(dirname(file));
    await rm(file, { force: true });
    beginFile(file).abandon();
  } catch (error) {
    throw reportNotWritable(file, error as NodeJS.ErrnoException);
  }
}

/** What collects the reports of a CI job is often another user. */
const MODE = 0o666;

/** Whoever reads the file finds a whole report or none. */
export function writeReport(file: string, text: string): void {
  try {
    writeWholeFile(file, text, MODE);
  } catch (error) {
    throw reportNotWritable(file, error as NodeJS.ErrnoException);
  }
}
