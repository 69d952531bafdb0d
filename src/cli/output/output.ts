/**
 * The only place that writes to the streams: results to stdout, everything else to stderr.
 * With `--json` stdout carries JSON alone, and a problem is one object on stderr.
 */
import type { Problem } from "../../problem.js";
import { jsonText } from "../../protocols/json-text.js";
import { printable, printableInColour, type Style, styleFor } from "./style.js";
import { table } from "./table.js";

export interface Streams {
  stdout: {
    write(text: string): unknown;
    isTTY?: boolean;
    columns?: number;
    once?(event: "drain", listener: () => void): unknown;
  };
  stderr: { write(text: string): unknown; isTTY?: boolean; columns?: number };
  env: NodeJS.ProcessEnv;
}

export interface OutputOptions {
  /** `undefined` = no JSON; an empty list = every member. */
  jsonFields: readonly string[] | undefined;
  color: boolean;
  quiet: boolean;
  debug: boolean;
  /** Nothing is drawn: what moves on other terminals is a line here. */
  plain?: boolean;
}

export class Output {
  /** With `--json` notes wait for the end: a problem takes them along, so that stderr is one object. */
  private readonly held: string[] = [];

  private constructor(
    private readonly streams: Streams,
    private readonly options: OutputOptions,
    /** For stdout. */
    readonly style: Style,
    private readonly errorStyle: Style,
  ) {}

  static async create(streams: Streams, options: OutputOptions): Promise<Output> {
    return new Output(
      streams,
      options,
      await styleFor(streams.stdout, streams.env, options.color),
      await styleFor(streams.stderr, streams.env, options.color),
    );
  }

  get isJson(): boolean {
    return this.options.jsonFields !== undefined;
  }

  get isQuiet(): boolean {
    return this.options.quiet;
  }

  /** Width to lay text out for; only a terminal has one. */
  get width(): number | undefined {
    return this.streams.stdout.isTTY ? this.streams.stdout.columns : undefined;
  }

  /** A result for people. */
  print(text: string): void {
    // Whoever made the text has made it harmless; here nothing gets past, whoever forgot.
    if (!this.isJson) this.streams.stdout.write(`${printableInColour(text)}\n`);
  }

  /** What people asked to read, as `--help`: also with `--json`. */
  text(text: string): void {
    this.streams.stdout.write(`${text}\n`);
  }

  /** A piece of a result that is too big to be held: whoever has more waits until the reader has taken this one. */
  async piece(text: string): Promise<void> {
    const { stdout } = this.streams;
    if (stdout.write(text) === false && stdout.once)
      await new Promise<void>((resolve) => stdout.once?.("drain", resolve));
  }

  /** A result for programs, cut to the members that were asked for. */
  json(value: object | readonly object[]): void {
    const fields = this.options.jsonFields ?? [];
    const pick = (object: object) =>
      fields.length === 0
        ? object
        : Object.fromEntries(fields.map((field) => [field, (object as Record<string, unknown>)[field]]));
    const shown = Array.isArray(value) ? value.map(pick) : pick(value);
    // A program reads one line; a person at a terminal reads a tree.
    this.streams.stdout.write(`${jsonText(shown, this.streams.stdout.isTTY ? 2 : undefined)}\n`);
  }

  /** What accompanies a result: progress, hints, secrets shown once. `always`: a secret that was asked for, `--quiet` or not. */
  note(text: string, { always = false }: { always?: boolean } = {}): void {
    if (this.options.quiet && !always) return;
    if (this.isJson) this.held.push(printable(text));
    else this.streams.stderr.write(`${printable(text)}\n`);
  }

  /** The command is over: what was held back is said. */
  end(): void {
    for (const text of this.held.splice(0)) this.streams.stderr.write(`${text}\n`);
  }

  /** What must be said even with `--quiet`. */
  warn(text: string): void {
    this.streams.stderr.write(`${this.errorStyle.yellow("!")} ${printable(text)}\n`);
  }

  /**
   * Says what is being waited for: a spinner where a person can see one, nothing elsewhere.
   *
   * @returns ends it
   */
  async busy(text: string): Promise<() => void> {
    if (this.isJson || this.options.quiet || !this.streams.stderr.isTTY || this.streams.env.CI) return () => {};
    if (this.options.plain) {
      this.note(`${text} …`);
      return () => {};
    }
    const { default: ora } = await import("ora");
    const spinner = ora({ text: printable(text), discardStdin: false }).start();
    return () => spinner.stop();
  }

  /** A change is done: the object for programs, a sentence and the next commands for people. */
  done(message: string, object: object, { next = [] }: { next?: readonly string[] } = {}): void {
    if (this.isJson) {
      this.json(object);
      return;
    }
    this.print(`${this.style.green("✔")} ${printable(message)}`);
    this.next(next);
  }

  /** The commands that usually follow. */
  next(commands: readonly string[]): void {
    if (this.options.quiet) return;
    commands.forEach((command, index) => {
      this.print(`${index === 0 ? "  Next:  " : "         "}${this.style.cyan(printable(command))}`);
    });
  }

  /** Rows for programs, a table for people, a hint where there is nothing. */
  list<Row extends object>(
    rows: readonly Row[],
    columns: Record<string, (row: Row) => string>,
    { empty }: { empty: string },
  ): void {
    if (this.isJson) {
      this.json(rows);
      return;
    }
    if (rows.length === 0) {
      this.note(empty);
      return;
    }
    const cells = rows.map((row) => Object.values(columns).map((cell) => cell(row)));
    this.print(table(Object.keys(columns), cells, this.width));
  }

  /** One problem: what was seen, why it is wrong, what to do next. */
  problem(error: Problem): void {
    if (this.isJson) {
      const notes = this.held.splice(0);
      this.streams.stderr.write(`${jsonText(notes.length > 0 ? { ...error.toJSON(), notes } : error.toJSON())}\n`);
    } else {
      const { red, cyan } = this.errorStyle;
      const line = (label: string, text: string, style = (shown: string) => shown) =>
        `    ${label.padEnd(7)} ${printable(text)
          .split("\n")
          .map(style)
          .join(`\n${" ".repeat(12)}`)}\n`;
      this.streams.stderr.write(
        `${red("✖")} ${printable(error.what)}\n${line("cause", error.why)}${line("fix", error.fix, (text) => cyan(text))}`,
      );
    }
    if (this.options.debug) this.debug(error);
  }

  debug(error: unknown): void {
    if (!this.options.debug) return;
    for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
      this.streams.stderr.write(`${printable(cause.stack ?? String(cause))}\n`);
    }
  }
}
