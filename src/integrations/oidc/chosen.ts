/** What a field has that takes one of the platform's words, typed as people write flags. */
import { z } from "zod";

/** One of the words: as the app object has it, as it is typed, and what it means. */
export interface Word<Value extends string> {
  value: Value;
  typed: string;
  label: string;
  /** Other names that people know it by. */
  also?: readonly string[];
}

/**
 * Schema, choices and both ways between a word and what is typed.
 *
 * @param otherwise what is said of a text that is none of the words, where there is more to say
 */
export function chosenFrom<const Value extends string>(
  words: readonly Word<Value>[],
  otherwise?: (text: unknown) => string | undefined,
) {
  const typed = listOf(words.map((word) => word.typed));
  const named = (text: string) => words.find((word) => [word.typed, word.value, ...(word.also ?? [])].includes(text));
  return {
    schema: z.enum(
      words.map(({ value }) => value),
      { error: ({ input }) => otherwise?.(input) ?? `it must be ${typed}` },
    ),
    choices: words.map((word) => ({ value: word.typed, label: `${word.typed}: ${word.label}` })),
    fromText: (text: string): string => named(text.trim())?.value ?? text,
    toText: (value: Value): string => words.find((word) => word.value === value)?.typed ?? value,
  };
}

/** `a, b or c`. */
export const listOf = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
