/** One command's definition as a commander program: parsing and `--help` are walks over its arguments. */
import { CommanderError, Command as Program } from "commander";
import {
  type Argument,
  type ArgumentDefinitions,
  keyOfFlag,
  nameOfFlag,
  type Option,
  type Positional,
} from "./arguments.js";
import type { Command } from "./command.js";
import { type GlobalValues, globalOptions } from "./global-options.js";
import { badUsage } from "./problems.js";

export interface Parsed {
  /** Text or lists of text by argument name, not yet resolved. */
  raw: Record<string, unknown>;
  globals: GlobalValues;
  /** The help text, when it was asked for. */
  help?: string;
}

const isOption = (argument: Argument): argument is Extract<Argument, { kind: "option" }> => argument.kind === "option";

/** Parses what is left of argv for a command. @throws Problem USAGE */
export function parseCommand(
  name: string,
  command: Command,
  args: ArgumentDefinitions,
  argv: readonly string[],
): Parsed {
  const program = buildProgram(name, command, args);
  let help: string | undefined;
  program.configureOutput({ writeOut: (text) => (help = (help ?? "") + text), writeErr: () => {} });
  try {
    program.parse([...argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === "commander.helpDisplayed") return { raw: {}, globals: { color: true }, help: help ?? "" };
    throw badUsage(sentenceOf(error.message), name);
  }
  const options = program.opts();
  const positionals = Object.entries(args).filter(([, argument]) => !isOption(argument));
  const raw: Record<string, unknown> = {};
  positionals.forEach(([key], index) => {
    raw[key] = program.processedArgs[index];
  });
  for (const [key, argument] of Object.entries(args)) {
    if (isOption(argument)) raw[key] = options[keyOfFlag(argument.flag)];
  }
  return { raw, globals: options as GlobalValues };
}

function buildProgram(name: string, command: Command, args: ArgumentDefinitions): Program {
  const program = new Program(`appint ${name}`)
    .description(command.description ? `${command.summary}\n\n${command.description}` : command.summary)
    .exitOverride()
    .allowExcessArguments(false)
    .helpOption("-h, --help", "show this help");
  for (const argument of Object.values(args)) {
    if (isOption(argument)) addOption(program, argument);
    else program.argument(usageOf(argument), argument.help);
  }
  for (const [key, global] of Object.entries(globalOptions)) {
    if (key === "json" && !command.json) continue;
    program.option(global.flag.replace("[=fields]", " [fields]"), global.help);
  }
  const lines = command.examples.map((example) => `  ${example}`).join("\n");
  const members = command.json ? `\nMembers of --json:\n  ${command.json.join(", ")}\n` : "";
  return program.addHelpText("after", `\nExamples:\n${lines}\n${members}`);
}

function addOption(program: Program, option: Option<unknown>): void {
  const help = option.defaultText ? `${option.help} (default: ${option.defaultText})` : option.help;
  if (option.repeatable) {
    program.option(option.flag, `${help} (repeatable)`, (text: string, all: string[] | undefined) => [
      ...(all ?? []),
      text,
    ]);
  } else program.option(option.flag, help);
  if (option.negatable)
    program.option(`--no-${nameOfFlag(option.flag).slice(2)}`, `switch ${nameOfFlag(option.flag)} off`);
}

const usageOf = ({ name, required, variadic }: Positional<unknown>): string => {
  const text = variadic ? `${name}...` : name;
  return required ? `<${text}>` : `[${text}]`;
};

/** "error: unknown option '--x'\n(Did you mean --y?)" → "Unknown option '--x' (Did you mean --y?)" */
function sentenceOf(message: string): string {
  const text = message
    .replace(/^error: /, "")
    .replace(/\s*\n\s*/g, " ")
    .replace(/\.$/, "");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
