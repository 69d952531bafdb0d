/**
 * What a command is. Its path under `commands/` is its name: `commands/apps/deactivate.ts` is `appint apps deactivate`.
 */

import type { ExitStatus } from "../problem.js";
import type { ArgumentDefinitions, ValuesOf } from "./arguments.js";
import type { Context } from "./context.js";

export interface Command<Args extends ArgumentDefinitions = ArgumentDefinitions> {
  /** One line for the list of commands; no full stop. */
  summary: string;
  /** More, for the command's own `--help`. */
  description?: string;
  /** Lines that can be typed as they stand; each is executed by a test. */
  examples: readonly string[];
  /** Positional arguments in order, then options. A function, where what was typed so far decides (`create saml`). */
  args: Args | ((words: readonly string[]) => Promise<Args>);
  /**
   * What is not the same after it: the org (with its log events), or only log and protocol state (sessions, runs). Absent
   * where it only reads. Tests compare it with what it really writes, and kill each such command at random moments.
   */
  changes?: "org" | "protocol-state";
  /** The members of one `--json` object, where the command prints any. */
  json?: readonly string[];
  run(values: ValuesOf<Args>, context: Context): Promise<ExitStatus | undefined>;
}

export const defineCommand = <Args extends ArgumentDefinitions>(command: Command<Args>): Command<Args> => command;
