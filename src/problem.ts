/**
 * The one error class that people see. Everybody may throw it, it imports nothing.
 * A problem is made by a named function beside the code that throws it; a plain `Error` stays for defects of our own.
 */

/** The documented meanings of a process's end; `appint help exit-codes` prints them. */
export type ExitStatus = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 70 | 130;

/**
 * Something that a person must be told, with what to do about it.
 *
 * @param code stable name for programs, in capitals: `APP_NOT_FOUND`
 * @param status the exit status that the process ends with
 * @param what what was seen, one line without a full stop
 * @param why why it is wrong, one line without a full stop
 * @param fix what to type or change next
 */
export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    readonly code: string,
    readonly status: ExitStatus,
    readonly what: string,
    readonly why: string,
    readonly fix: string,
    options?: { cause?: unknown },
  ) {
    super(what, options);
  }

  /** The shape that `--json` prints on stderr. */
  toJSON(): { code: string; status: ExitStatus; what: string; why: string; fix: string } {
    return { code: this.code, status: this.status, what: this.what, why: this.why, fix: this.fix };
  }
}
