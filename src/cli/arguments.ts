/**
 * Positional arguments and options as values: how they are written, what they mean, how text becomes a value.
 * Parsing, `--help` and completion are walks over these definitions.
 */
import type { Context } from "./context.js";

export interface Positional<T> {
  kind: "positional";
  /** As in usage: `app`; the brackets come from `required`. */
  name: string;
  help: string;
  required: boolean;
  variadic?: boolean;
  /** Turns the text into the thing it names; throws a Problem when there is none. */
  resolve?: (text: string, context: Context) => Promise<T>;
  /** Lets the person pick it from a list, where it was not typed and there is a terminal to ask on. */
  choose?: (context: Context) => Promise<T>;
}

export interface Option<T> {
  kind: "option";
  /** As commander writes it: `--user <login>`; `--no-…` is added for a boolean whose `negatable` is true. */
  flag: string;
  help: string;
  repeatable?: boolean;
  negatable?: boolean;
  /** Shown in `--help` only. */
  defaultText?: string;
  /** The heading in `--help` under which it stands; "Options" without one. */
  group?: string;
  /** Understood, but not shown in `--help`. */
  hidden?: boolean;
  /** @throws Problem when the text cannot be such a value */
  parse?: (text: string, flag: string) => T;
}

// biome-ignore lint/suspicious/noExplicitAny: the value type is carried by ValuesOf, not by the table
export type Argument = Positional<any> | Option<any>;
export type ArgumentDefinitions = Record<string, Argument>;

type ValueOf<A> =
  A extends Positional<infer T>
    ? A extends { variadic: true }
      ? T[]
      : A extends { required: true }
        ? T
        : T | undefined
    : A extends Option<infer T>
      ? A extends { repeatable: true }
        ? T[] | undefined
        : T | undefined
      : never;

/** What `run` gets: a member for each argument, resolved and parsed. */
export type ValuesOf<Args extends ArgumentDefinitions> = { [K in keyof Args]: ValueOf<Args[K]> };

export const positional = <T = string, const R extends boolean = true>(
  definition: Omit<Positional<T>, "kind" | "required"> & { required: R },
): Positional<T> & { required: R } => ({ kind: "positional", ...definition });

/** An option with a value. */
export const option = <T = string>(flag: string, help: string, more: Partial<Option<T>> = {}): Option<T> => ({
  kind: "option",
  flag,
  help,
  ...more,
});

/** An option with a value that may be given several times. */
export const options = <T = string>(
  flag: string,
  help: string,
  more: Partial<Option<T>> = {},
): Option<T> & { repeatable: true } => ({ kind: "option", flag, help, ...more, repeatable: true });

/** An option that is there or not. */
export const toggle = (flag: string, help: string, more: { negatable?: boolean } = {}): Option<boolean> => ({
  kind: "option",
  flag,
  help,
  ...more,
});

/** `--acs-url <url>` → `acsUrl`: the name under which commander keeps the value. */
export const keyOfFlag = (flag: string): string =>
  flag
    .replace(/^--(no-)?/, "")
    .replace(/[ <[=].*$/, "")
    .replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** `--acs-url <url>` → `--acs-url`. */
export const nameOfFlag = (flag: string): string => flag.replace(/[ <[=].*$/, "");
