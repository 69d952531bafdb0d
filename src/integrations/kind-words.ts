/** The words that name a kind where one is typed: its id, the platform's other words, and what is added to several kinds. */
import type { FieldValues } from "./field.js";
import type { Addition, Kind } from "./kind.js";
import { kinds } from "./registry.js";

/** What a word stands for, and what it says of the values. */
export type Named =
  | { kind: Kind; values: FieldValues }
  | { addition: Addition; carriers: readonly Kind[]; values: FieldValues };

/** What the word names, in whatever capitals; undefined where it names nothing. */
export async function namedBy(word: string): Promise<Named | undefined> {
  const typed = word.toLowerCase();
  const every = await kinds();
  for (const kind of every) {
    if (kind.id === typed) return { kind, values: {} };
    const alias = kind.aliases?.find((each) => each.word === typed);
    if (alias) return { kind, values: alias.values ?? {} };
  }
  const addition = additionsOf(every).find((each) => each.word === typed);
  return addition && { addition, carriers: carriersOf(addition, every), values: addition.values };
}

/** Every word that can be typed: ids first. */
export async function kindWords(): Promise<string[]> {
  const every = await kinds();
  const aliases = every.flatMap((kind) => kind.aliases?.map(({ word }) => word) ?? []);
  return [...every.map(({ id }) => id), ...aliases, ...additionsOf(every).map(({ word }) => word)];
}

/** What can be added to apps of these kinds, each once. */
export const additionsOf = (every: readonly Kind[]): Addition[] => [
  ...new Set(every.flatMap(({ additions }) => additions ?? [])),
];

/** The kinds that the addition goes with. */
export const carriersOf = (addition: Addition, every: readonly Kind[]): Kind[] =>
  every.filter(({ additions }) => additions?.includes(addition));
