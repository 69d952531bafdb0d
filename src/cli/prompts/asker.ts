/** How a person is asked, whatever the terminal can do: the rich way (inquirer) and line by line. */

/** One line of a list; a `line` parts the rows above from those below, and may be the heading of these. */
export type Row = { value: string; label: string; detail?: string; about?: string } | { line: true | string };

/** One page of the rows that fit what was typed; `next` is given back as `after` for the page behind it. */
export type Source = (search: string, after?: string) => Promise<{ rows: readonly Row[]; next?: string }>;

interface Question {
  message: string;
  /** What `?` shows. */
  help: readonly string[];
  canGoBack: boolean;
  /** What is wrong with all of it, shown above the keys. */
  notice?: string;
}

export interface TextQuestion<T> extends Question {
  optional: boolean;
  /** Stands in the line to begin with, and can be changed there. */
  prefill: string;
  /** Between the values of a pasted list; a blank where one value is wanted. */
  joiner: string;
  secret?: boolean;
  /** Told of every change, so that what was typed outlives an interruption. */
  typed?(text: string): void;
  /** What the text means. @throws Problem with the reason, which is shown while the person goes on typing */
  read(text: string): Promise<T>;
  /** The reason in one sentence. */
  reason(problem: { what: string; why: string }): string;
}

export interface PickQuestion extends Question {
  rows: readonly Row[] | Source;
  selected?: string;
}

/** `back`: the person wants the question before; with the text that stood there. */
export type Reply<T> = { answer: T } | { back: true; typed?: string };

/** @throws Problem CANCELLED from every question that is interrupted */
export interface Asker {
  text<T>(question: TextQuestion<T>): Promise<Reply<T>>;
  pick(question: PickQuestion): Promise<Reply<string>>;
  /**
   * Leaves a trace of what was answered.
   *
   * @param how `isEarlier`: not on this terminal, so that nothing of it stands there yet
   */
  answered(term: string, answer: string, how?: { isEarlier?: boolean }): void;
  close(): void;
}

/** Rows that are all known as a source: those that hold every word of the search, in whatever capitals. */
export const sourceOf = (rows: readonly Row[] | Source): Source =>
  typeof rows === "function"
    ? rows
    : async (search) => {
        const words = search.toLowerCase().split(/\s+/).filter(Boolean);
        if (words.length === 0) return { rows };
        const fits = (text: string) => words.every((word) => text.toLowerCase().includes(word));
        return { rows: rows.filter((row) => !("line" in row) && fits(`${row.label} ${row.detail ?? ""}`)) };
      };
