/** The examination: every check in an order in which what it needs comes first, and with `fix` what can be mended. */
import { Problem } from "../problem.js";
import type { Inspection } from "../store/inspect.js";
import type { Check, Finding, NotChecked, Patient } from "./check.js";

/** One line of the report. */
export interface Line {
  /** Name of the check: `key-file`. */
  check: string;
  title: string;
  verdict: Finding["verdict"] | "skipped";
  /** What was seen, or why it was not looked at. */
  seen: string;
  fix: string | null;
  /** Whether `--fix` can mend it. */
  mendable: boolean;
}

export interface Examination {
  /** `healthy`: nothing failed. Warnings and what was not checked are in the lines. */
  verdict: "healthy" | "unhealthy";
  database: string;
  /** What `--fix` did, in order. */
  mended: string[];
  checks: Line[];
}

/** Members of the report as `--json` prints it. */
export const EXAMINATION_MEMBERS = ["verdict", "database", "mended", "checks"] as const satisfies (keyof Examination)[];

const modules = import.meta.glob<{ default: Check }>("./checks/*.ts");

/** Every check by its name, those that others need before those. */
export async function checks(): Promise<{ name: string; check: Check }[]> {
  const loaded = await Promise.all(
    Object.entries(modules)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(async ([path, load]) => ({ name: path.replace(/^.*\/|\.ts$/g, ""), check: (await load()).default })),
  );
  const sorted: typeof loaded = [];
  while (sorted.length < loaded.length) {
    const next = loaded.find(
      (each) =>
        !sorted.includes(each) && (each.check.needs ?? []).every((name) => sorted.some((one) => one.name === name)),
    );
    if (!next) throw new Error("checks need each other in a circle, or one that does not exist");
    sorted.push(next);
  }
  return sorted;
}

/**
 * Looks at everything. With `fix` it mends what can be mended without loss, and looks again.
 *
 * @param onLine told of each line as soon as it is known
 * @param onMended told of each thing that was mended
 */
export async function examine(
  about: Omit<Patient, "inspect">,
  { fix = false, onLine, onMended }: { fix?: boolean; onLine?(line: Line): void; onMended?(what: string): void } = {},
): Promise<Examination> {
  const mended: string[] = [];
  const lines: Line[] = [];
  const stopped = new Map<string, string>(); // check → why what needs it is not looked at
  let opened: Promise<Inspection> | undefined;
  const close = async () => {
    const inspection = await opened?.catch(() => undefined);
    opened = undefined;
    inspection?.close();
  };
  const patient: Patient = {
    ...about,
    inspect() {
      opened ??= import("../store/inspect.js").then(({ inspect }) => inspect(about.file, about.env.APPINT_SECRET_KEY));
      return opened;
    },
  };
  const mend = async (findings: readonly Finding[]): Promise<Finding[]> => {
    const failures: Finding[] = [];
    for (const { mend, seen, fix: byHand } of findings) {
      if (!mend) continue;
      await close(); // nobody may read while it is mended
      try {
        await mend.run();
        mended.push(mend.what);
        onMended?.(mend.what);
      } catch (error) {
        failures.push({ verdict: "failed", seen: `${seen}; to ${mend.what} failed: ${reasonOf(error)}`, fix: byHand });
      }
    }
    return failures;
  };

  try {
    for (const { name, check } of await checks()) {
      const because = (check.needs ?? []).flatMap((needed) => stopped.get(needed) ?? [])[0];
      let seen = because === undefined ? await look(check, patient) : { notChecked: because };
      if (fix && !("notChecked" in seen) && seen.some((finding) => finding.mend)) {
        const failures = await mend(seen);
        const again = await look(check, patient);
        seen = failures.length > 0 ? failures : again;
      }
      const own = linesOf(name, check, seen);
      const wrong = own.find(({ verdict }) => verdict === "failed" || verdict === "skipped");
      const short = ("notChecked" in seen && seen.short) || wrong?.seen;
      const stops = "notChecked" in seen ? undefined : seen.find((finding) => finding.stops)?.stops;
      if (stops !== undefined) stopped.set(name, stops);
      if (wrong) stopped.set(name, wrong.verdict === "failed" ? `"${check.title}" must be right first` : (short ?? ""));
      for (const line of own) onLine?.(line);
      lines.push(...own);
    }
  } finally {
    await close();
  }
  const verdict = lines.some((line) => line.verdict === "failed") ? "unhealthy" : "healthy";
  return { verdict, database: about.file, mended, checks: lines };
}

/** A check that meets a problem has found something wrong, not failed itself. */
async function look(check: Check, patient: Patient): Promise<readonly Finding[] | NotChecked> {
  try {
    return await check.look(patient);
  } catch (error) {
    if (error instanceof Problem) return [{ verdict: "failed", seen: `${error.what}: ${error.why}`, fix: error.fix }];
    throw error;
  }
}

function linesOf(check: string, { title }: Check, seen: readonly Finding[] | NotChecked): Line[] {
  if ("notChecked" in seen)
    return [{ check, title, verdict: "skipped", seen: seen.notChecked, fix: null, mendable: false }];
  return seen.map(({ verdict, seen: what, fix, mend }) => ({
    check,
    title,
    verdict,
    seen: what,
    fix: fix ?? null,
    mendable: mend !== undefined,
  }));
}

const reasonOf = (error: unknown): string =>
  error instanceof Problem ? `${error.what} (${error.why})` : error instanceof Error ? error.message : String(error);
