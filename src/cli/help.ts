/** `appint --help`, `appint apps --help`, `appint help <topic>`: from the manifest that the build made, no command is loaded. */
import { readFileSync } from "node:fs";
import { nearestNames } from "../nearest-names.js";
import type { ExitStatus } from "../problem.js";
import { nameOfFlag } from "./arguments.js";
import { findCommand, loadCommand } from "./commands.js";
import { globalOptions } from "./global-options.js";
import { topics } from "./help-topics.js";
import type { Output } from "./output/output.js";
import { badUsage, noJsonHere, unknownCommand, unknownTopic, unknownVerb } from "./problems.js";

/** Name → summary of every command. */
type Manifest = Record<string, string>;

const read = (manifest: URL): Manifest => JSON.parse(readFileSync(manifest, "utf8")) as Manifest;

/**
 * What is said where no command is run: an overview, a noun's verbs, a topic, one command's own help, the version.
 *
 * @throws Problem for words and options that mean nothing: UNKNOWN_COMMAND, UNKNOWN_VERB, UNKNOWN_TOPIC, USAGE, NO_JSON
 */
export async function help({
  words,
  argv,
  output,
  dist,
}: {
  words: readonly string[];
  argv: readonly string[];
  output: Output;
  dist: URL;
}): Promise<ExitStatus> {
  const asksForHelp = words[0] === "help" || argv.includes("--help") || argv.includes("-h");
  const asked = words[0] === "help" ? words.slice(1) : words;
  if (asked.length === 0) refuseUnknownOptions(argv);
  const asksForVersion = asked.length === 0 && ["--version", "-V"].some((flag) => argv.includes(flag));
  const found = findCommand(asked);
  if (found) return await printCommand(found.name, found.rest, output);
  if (asksForVersion) {
    output.text((JSON.parse(readFileSync(new URL("../package.json", dist), "utf8")) as { version: string }).version);
    return 0;
  }
  const text = textFor(asked, { asksForHelp, manifest: new URL("commands.json", dist) });
  if (output.isJson && !asksForHelp) throw noJsonHere(asked[0] ?? "");
  output.text(text);
  return 0;
}

function refuseUnknownOptions(argv: readonly string[]): void {
  const known = [...Object.values(globalOptions).map(({ flag }) => nameOfFlag(flag)), "--help", "--version"];
  const unknown = argv
    .map((token) => token.replace(/=.*$/s, "")) // a value may be a password
    .find((flag) => flag.startsWith("-") && ![...known, "-h", "-V", "--"].includes(flag));
  if (unknown === undefined) return;
  const [near] = nearestNames(unknown, known);
  throw badUsage(`There is no option ${unknown}`, near ? `the nearest is ${near}` : "no option is like it", "");
}

function textFor(words: readonly string[], { asksForHelp, manifest }: { asksForHelp: boolean; manifest: URL }): string {
  const [noun] = words;
  const commands = read(manifest);
  if (noun === undefined) return overview(commands);
  if (words.length === 1 && topics[noun]) return topics[noun].text;
  const verbs = Object.entries(commands).filter(([name]) => name.startsWith(`${noun} `));
  if (verbs.length > 0 && words.length === 1) return `${columns(verbs)}\n\nHelp for one: appint ${noun} <verb> --help`;
  const names = Object.keys(commands);
  const typed = words.slice(0, 2).join(" ");
  if (verbs.length > 0) {
    throw unknownVerb(
      typed,
      verbs.map(([name]) => name),
      nearestNames(typed, names),
    );
  }
  const nouns = new Set(names.map((name) => name.split(" ")[0] ?? name));
  const near = [...new Set([...nearestNames(typed, names), ...nearestNames(noun, [...nouns])])].slice(0, 3);
  const about = nearestNames(noun, Object.keys(topics)).map((topic) => `help ${topic}`);
  if (asksForHelp && near.length + about.length === 0) throw unknownTopic(typed, Object.keys(topics));
  throw unknownCommand(asksForHelp ? `help ${typed}` : typed, [...near, ...about]);
}

async function printCommand(name: string, rest: string[], output: Output): Promise<ExitStatus> {
  const command = await loadCommand(name);
  const args = typeof command.args === "function" ? await command.args(rest) : command.args;
  const { parseCommand } = await import("./program.js");
  output.text((parseCommand(name, command, args, ["--help"]).help ?? "").trimEnd());
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
  return rows.map(([name, summary]) => `  ${(prefix + name).padEnd(28)}  ${summary}`).join("\n");
}
