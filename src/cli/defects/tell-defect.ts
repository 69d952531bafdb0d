/** A defect as people are told of it: a report that they can send, and a problem that names it. */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Problem } from "../../problem.js";
import { defect, defectOfServer } from "../problems.js";
import { keepReport } from "./keep.js";
import { defectReport, messageOf } from "./report.js";

export interface Occasion {
  argv: readonly string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
  /** The folder of the built program. */
  dist: URL;
  command: string;
}

/** Writes the report of a command that failed. @returns what is told; its cause holds the report, for `--debug` */
export function tellDefect(error: unknown, occasion: Occasion): Problem {
  const { about, file, text } = reported(error, occasion, { reference: randomBytes(4).toString("hex") });
  return defect(messageOf(error, about), file, text);
}

/** The same for a request of the IdP: the server goes on. */
export function tellDefectOfServer(
  error: unknown,
  where: { request: string; reference: string },
  occasion: Occasion,
): Problem {
  const { about, file, text } = reported(error, occasion, where);
  return defectOfServer(where, messageOf(error, about), file, text);
}

function reported(error: unknown, occasion: Occasion, where: { request?: string; reference: string }) {
  const { argv, env, cwd, command } = occasion;
  const root = new URL("../", occasion.dist);
  const about = { argv, command, env, cwd, root: fileURLToPath(root) };
  const text = defectReport({ error, ...where, version: versionIn(root), now: new Date() }, about);
  return { about, text, file: keepReport(text, where.reference, env) };
}

function versionIn(root: URL): string {
  try {
    return (JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as { version: string }).version;
  } catch {
    return "unknown"; // the report matters more
  }
}
