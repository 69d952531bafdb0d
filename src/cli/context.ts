/** What a command is given instead of importing it: tests hand over their own. */
import type { Org } from "../store/orgs.js";
import type { Store } from "../store/store.js";
import type { GlobalValues } from "./global-values.js";
import type { Output } from "./output/output.js";

/** Where in the IdP something failed: method and route, and the number that the page shows. */
export interface DefectPlace {
  request: string;
  reference: string;
}

export interface Context {
  /** The database, opened on first use and closed by the program's end; makes the first org when there is none. */
  store(): Promise<Store>;
  /** The database without a first org made in it: for a command that brings the org itself. */
  storeAsItIs(): Promise<Store>;
  /** The org to work in: `--org`, else the current one. */
  org(): Promise<Org>;
  clock(): Date;
  readonly output: Output;
  /** Whether a question can be asked: terminals on both sides, no `--json`, no CI. */
  readonly canPrompt: boolean;
  /** Whether questions are asked line by line, without drawing: `--plain`, APPINT_PLAIN, a terminal without a cursor. */
  readonly isPlain: boolean;
  /** Which sides are terminals, and how wide it is. */
  readonly terminal: { stdin: boolean; stdout: boolean; columns: number | undefined };
  /** Where the database is, or will be; `isDefault`: its folder may be made without asking. */
  databaseFile(): Promise<{ file: string; isDefault: boolean }>;
  /** The org that is named for this command, before anything is opened; undefined for the current one. */
  namedOrg(): Promise<string | undefined>;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Aborted when the person interrupts. */
  readonly signal: AbortSignal;
  /** The folder of the built program: samples lie in it. */
  readonly dist: URL;
  readonly globals: GlobalValues;
  /** Tells of a request of the IdP that failed by a defect of ours, and goes on. */
  readonly onDefect: (error: unknown, where: DefectPlace) => void;
  /** The words of this command, for messages: `apps show`. */
  readonly command: string;
}
