/**
 * The command tree, read from the folder `commands/`: nobody keeps a list.
 * `dist/commands.json`, made by the build, holds the summaries, so that `--help` loads no command.
 */
import type { Command } from "./command.js";

const modules = import.meta.glob<{ default: Command }>("./commands/**/*.ts");

/** `./commands/apps/show.ts` → `apps show`. */
const nameOf = (path: string): string =>
  path
    .replace(/^\.\/commands\//, "")
    .replace(/\.ts$/, "")
    .split("/")
    .join(" ");

const loaders = new Map(Object.entries(modules).map(([path, load]) => [nameOf(path), load]));

/** Every command's words, in alphabetical order. */
export const commandNames = (): string[] => [...loaders.keys()].sort();

/** @throws Error when there is no such command: callers have looked it up */
export async function loadCommand(name: string): Promise<Command> {
  const load = loaders.get(name);
  if (!load) throw new Error(`no command ${name}`);
  return (await load()).default;
}

/** The command that the typed words begin with, and the words that are left for it. */
export function findCommand(words: readonly string[]): { name: string; rest: string[] } | undefined {
  for (let length = Math.min(words.length, 3); length > 0; length--) {
    const name = words.slice(0, length).join(" ");
    if (loaders.has(name)) return { name, rest: words.slice(length) };
  }
  return undefined;
}
