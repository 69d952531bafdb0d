/** `appint --help`, `appint apps --help`, `appint help <topic>`: from the manifest that the build made, no command is loaded. */
import { readFileSync } from "node:fs";
import type { ExitStatus } from "../problem.js";
import { loadCommand } from "./commands.js";
import { globalOptions } from "./global-options.js";
import { topics } from "./help-topics.js";
import type { Output } from "./output/output.js";

/** Name → summary of every command. */
type Manifest = Record<string, string>;

const read = (manifest: URL): Manifest => JSON.parse(readFileSync(manifest, "utf8")) as Manifest;

/** Help for words that name no single command: nothing, a noun, or a topic. `undefined` when they name nothing. */
export async function textFor(
  words: readonly string[],
  argv: readonly string[],
  manifest: URL,
): Promise<string | undefined> {
  const [noun] = words;
  if (noun === undefined) return overview(read(manifest));
  if (words.length === 1 && topics[noun]) return topics[noun].text;
  const verbs = Object.entries(read(manifest)).filter(([name]) => name.startsWith(`${noun} `));
  const onlyNoun = words.length === 1 || argv.includes("--help") || argv.includes("-h");
  if (verbs.length === 0 || !onlyNoun) return undefined;
  return `${columns(verbs)}\n\nHelp for one: appint ${verbs[0]?.[0]} --help`;
}

/** Prints one command's own help. */
export async function printCommand(name: string, rest: string[], output: Output): Promise<ExitStatus> {
  const command = await loadCommand(name);
  const args = typeof command.args === "function" ? await command.args(rest) : command.args;
  const { parseCommand } = await import("./program.js");
  output.print((parseCommand(name, command, args, ["--help"]).help ?? "").trimEnd());
  return 0;
}

function overview(manifest: Manifest): string {
  const commands = Object.entries(manifest);
  return [
    "appint: connect an app to a workforce identity provider, and test that sign-in works. Offline, on this machine.",
    "",
    "Start here:",
    "  appint demo                 the tour: two apps, created and tested, and one that is broken",
    "  appint create               create an app integration, question by question",
    "  appint test-sso <app>       sign a test user in to the real app, from the tile and from the app",
    "",
    "Commands:",
    columns(commands),
    "",
    "Options of every command:",
    columns(
      Object.values(globalOptions).map(({ flag, help }) => [flag, help]),
      "",
    ),
    "  --version                   the version",
    "",
    `Topics: ${Object.keys(topics)
      .map((topic) => `appint help ${topic}`)
      .join(", ")}`,
    "Help for one command: appint <command> --help",
  ].join("\n");
}

function columns(rows: readonly (readonly [string, string])[], prefix = "appint "): string {
  return rows.map(([name, summary]) => `  ${(prefix + name).padEnd(26)}  ${summary}`).join("\n");
}
