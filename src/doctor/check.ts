/**
 * What a check of `appint doctor` is. Each is a file in `checks/`, found by its folder; its name is the file's.
 * A check imports what touches the database engine inside `look`: the engine may be what is broken.
 */
import type { Inspection } from "../store/inspect.js";

/** What was seen. */
export interface Finding {
  verdict: "passed" | "warning" | "failed";
  /** One line without a full stop. */
  seen: string;
  /** What to type or do, where something is not right. */
  fix?: string;
  /** Why the checks that need this one mean nothing yet, though nothing is wrong. */
  stops?: string;
  /** What `--fix` does about it, without any loss; absent where a person must. */
  mend?: { what: string; run(): Promise<unknown> };
}

/** A check that could not be made says why: nothing is shown that was not looked at. */
export interface NotChecked {
  notChecked: string;
  /** Shorter, for the checks that need this one. */
  short?: string;
}

export interface Check {
  /** What is looked at, as it begins a line: "Key file". */
  title: string;
  /** Names of checks without which this one means nothing: it is not made when one of them failed, or says so. */
  needs?: readonly string[];
  look(patient: Patient): Promise<readonly Finding[] | NotChecked>;
}

/** What is examined. */
export interface Patient {
  /** The database file that commands would work on; it need not exist. */
  readonly file: string;
  /** The folder in which the command runs. */
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly now: Date;
  /** The folder of the installed package, with package.json in it. */
  readonly root: URL;
  readonly terminal: { stdin: boolean; stdout: boolean; columns: number | undefined };
  /** The database as it lies there, opened once. @throws Problem where it does not open */
  inspect(): Promise<Inspection>;
}

export const defineCheck = (check: Check): Check => check;
