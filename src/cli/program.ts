/** One command's definition as a commander program: parsing and `--help` are walks over its arguments. */
import { CommanderError, Command as Program, Option as ProgramOption } from "commander";
import { nearestNames } from "../nearest-names.js";
import type { Problem } from "../problem.js";
import {
  type Argument,
  type ArgumentDefinitions,
  keyOfFlag,
  nameOfFlag,
  type Option,
  type Positional,
} from "./arguments.js";
import type { Command } from "./command.js";
import { globalOptions } from "./global-options.js";
import type { GlobalValues } from "./global-values.js";
import { badUsage } from "./problems.js";

export interface Parsed {
  /** Text or lists of text by argument name, not yet resolved. */
  raw: Record<string, unknown>;
  globals: GlobalValues;
  /** The help text, when it was asked for. */
  help?: string;
  /** A thing that was not typed and can be picked instead; where nobody can be asked, it is refused with this. */
  lacking?: Problem;
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
  let lacking: Problem | undefined;
  program.configureOutput({ writeOut: (text) => (help = (help ?? "") + text), writeErr: () => {} });
  try {
    program.parse([...argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === "commander.helpDisplayed") return { raw: {}, globals: { color: true }, help: help ?? "" };
    const problem = usageProblem(error.code, error.message, name, args, program);
    if (error.code !== "commander.missingArgument" || !canBePicked(args, program.args.length)) throw problem;
    lacking = problem;
  }
  refuseContradictions(args, argv, name);
  const options = program.opts();
  const positionals = Object.entries(args).filter(([, argument]) => !isOption(argument));
  const raw: Record<string, unknown> = {};
  positionals.forEach(([key], index) => {
    raw[key] = lacking ? program.args[index] : program.processedArgs[index];
  });
  for (const [key, argument] of Object.entries(args)) {
    if (isOption(argument)) raw[key] = options[keyOfFlag(argument.flag)];
  }
  return { raw, globals: options as GlobalValues, lacking };
}

/** Whether every positional argument that is needed and was not typed can be picked from a list. */
function canBePicked(args: ArgumentDefinitions, typed: number): boolean {
  const positionals = Object.values(args).filter((argument): argument is Positional<unknown> => !isOption(argument));
  return positionals.slice(typed).every(({ required, choose }) => !required || choose);
}

function buildProgram(name: string, command: Command, args: ArgumentDefinitions): Program {
  const program = new Program(`appint ${name}`)
    .description(command.description ? `${command.summary}\n\n${command.description}` : command.summary)
    .exitOverride()
    .allowExcessArguments(false)
    .helpOption("-h, --help", "show this help")
    .configureHelp({ optionTerm: ({ flags }) => flags.replace(" [fields]", "[=fields]") });
  for (const argument of Object.values(args)) {
    if (isOption(argument)) addOption(program, argument, name);
    else program.argument(usageOf(argument), argument.help);
  }
  for (const [key, global] of Object.entries(globalOptions)) {
    // Where there is no JSON the option is still understood: the refusal says more than "unknown option".
    const flag = global.flag.replace("[=fields]", " [fields]");
    const option = new ProgramOption(flag, global.help).hideHelp(key === "json" && !command.json);
    program.addOption(takesValue(flag) ? option.argParser(once(flag, name)) : option);
  }
  const lines = command.examples.map((example) => `  ${example}`).join("\n");
  const members = command.json ? `\nMembers of --json:\n  ${command.json.join(", ")}\n` : "";
  return program.addHelpText("after", `\nExamples:\n${lines}\n${members}`);
}

function addOption(program: Program, option: Option<unknown>, command: string): void {
  const help = option.defaultText ? `${option.help} (default: ${option.defaultText})` : option.help;
  const { flag, repeatable, negatable, hidden = false } = option;
  const made = new ProgramOption(flag, repeatable ? `${help} (repeatable)` : help).hideHelp(hidden);
  if (repeatable) made.argParser((text: string, all: string[] | undefined) => [...(all ?? []), text]);
  else if (takesValue(flag)) made.argParser(once(flag, command));
  if (option.group !== undefined) made.helpGroup(`${option.group}:`);
  program.addOption(made);
  if (negatable) {
    const negative = `--no-${nameOfFlag(flag).slice(2)}`;
    const off = new ProgramOption(negative, `switch ${nameOfFlag(flag)} off`).hideHelp(hidden);
    program.addOption(option.group === undefined ? off : off.helpGroup(`${option.group}:`));
  }
}

const takesValue = (flag: string): boolean => /[<[]/.test(flag);

/** A second value would silently win over the first. */
const once = (flag: string, command: string) => (text: string, before: unknown) => {
  // The values stay out of the message: one of them may be a password.
  if (before !== undefined) throw badUsage(`${nameOfFlag(flag)} is given twice`, "it takes one value", command);
  return text;
};

/** A switch that is put on and off in one command line. */
function refuseContradictions(args: ArgumentDefinitions, argv: readonly string[], command: string): void {
  for (const argument of Object.values(args)) {
    if (!isOption(argument) || !argument.negatable) continue;
    const [on, off] = [nameOfFlag(argument.flag), `--no-${nameOfFlag(argument.flag).slice(2)}`];
    if (argv.includes(on) && argv.includes(off))
      throw badUsage(`${on} and ${off} are both given`, "one says the opposite of the other", command);
  }
}

const usageOf = ({ name, required, variadic }: Positional<unknown>): string => {
  const text = variadic ? `${name}...` : name;
  return required ? `<${text}>` : `[${text}]`;
};

/** What commander refuses, told as the house tells it. */
function usageProblem(code: string, message: string, name: string, args: ArgumentDefinitions, program: Program) {
  const shown = `appint ${name}`;
  const positionals = Object.values(args).filter((argument): argument is Positional<unknown> => !isOption(argument));
  const quoted = /'([^']*)'/.exec(message)?.[1] ?? "";
  if (code === "commander.unknownOption") {
    const flag = quoted.replace(/=.*$/s, "");
    const known = program.options.map(({ long }) => long ?? "");
    if (known.includes(flag)) return badUsage(`${flag} takes no value`, `${quoted} gives it one`, name, flag);
    const [near] = nearestNames(flag, [...known, "--help"]);
    return badUsage(
      `${shown} has no option ${flag}`,
      near ? `the nearest is ${near}` : "none of its options is like it",
      name,
    );
  }
  if (code === "commander.excessArguments") {
    const extra = program.args[positionals.length] ?? "";
    const takes = positionals.length === 0 ? "no words" : positionals.map(usageOf).join(" ");
    const json = /^[A-Za-z]+(,[A-Za-z]+)*$/.test(extra) && program.opts().json === "";
    return badUsage(
      `"${extra}" is one word too many`,
      `${shown} takes ${takes}${json ? "; members of --json are written behind a =" : ""}`,
      name,
      json ? `--json=${extra}` : undefined,
    );
  }
  if (code === "commander.missingArgument") {
    const missing = positionals.find((positional) => positional.name === quoted);
    return badUsage(
      `Missing: ${missing ? usageOf(missing) : quoted}`,
      `${shown} cannot do without it: ${missing?.help ?? quoted}`,
      name,
      `${shown} ${positionals.map(usageOf).join(" ")}`,
    );
  }
  if (code === "commander.optionMissingArgument")
    return badUsage(`${quoted.split(" ")[0]} has no value`, `it is written ${quoted}`, name);
  return badUsage(sentenceOf(message), "the command line is not one that this command understands", name);
}

/** "error: unknown option '--x'\n(Did you mean --y?)" → "Unknown option '--x' (Did you mean --y?)" */
function sentenceOf(message: string): string {
  const text = message
    .replace(/^error: /, "")
    .replace(/\s*\n\s*/g, " ")
    .replace(/\.$/, "");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
