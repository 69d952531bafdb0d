/** From argv to exit status: find the command, parse, resolve, run, tell. Nothing here knows a particular command. */
import { type ExitStatus, Problem } from "../problem.js";
import type { Argument, ArgumentDefinitions } from "./arguments.js";
import type { Command } from "./command.js";
import { findCommand, loadCommand } from "./commands.js";
import type { Context, DefectPlace } from "./context.js";
import type { Occasion } from "./defects/tell-defect.js";
import type { Host } from "./host.js";
import { type OpenContext, openContext } from "./open-context.js";
import { Output } from "./output/output.js";
import { asksPlainly } from "./plain-mode.js";
import { noJsonHere, outputUnwritable, unknownJsonField } from "./problems.js";
import { leadingWords, plainJson, withoutWords } from "./words.js";

/** The built program's folder: this module is its entry. */
const DIST = new URL(".", import.meta.url);

/** Runs one command line. Never throws and never exits: the status is the answer. */
export async function main(argv: readonly string[], host: Host): Promise<ExitStatus> {
  let output = await Output.create(host, {
    jsonFields: argv.some((token) => /^--json(=|$)/.test(token)) ? [] : undefined,
    color: !argv.includes("--no-color") && !asksPlainly(argv.includes("--plain"), host.env),
    quiet: false,
    debug: argv.includes("--debug"),
  });
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  host.on("SIGINT", interrupt);
  host.on("SIGTERM", interrupt);
  let opened: OpenContext | undefined;
  let occasion: Occasion = { argv, env: host.env, cwd: "", dist: DIST, command: "" };
  try {
    occasion = { ...occasion, cwd: host.cwd() };
    const { words, places, sure } = leadingWords(argv);
    if (words.length === 0 || words[0] === "help" || !findCommand(words)) return await helpFor(words, argv, output);

    const { name, rest } = findCommand(words) as { name: string; rest: string[] };
    occasion = { ...occasion, command: name };
    const command = await loadCommand(name);
    const known = rest.slice(0, Math.max(0, sure - (words.length - rest.length)));
    const args = typeof command.args === "function" ? await command.args(known) : command.args;
    const { parseCommand } = await import("./program.js");
    const parsed = parseCommand(name, command, args, plainJson(withoutWords(argv, places, name.split(" ").length)));
    if (parsed.help !== undefined) {
      host.stdout.write(parsed.help);
      return 0;
    }
    const jsonFields = fieldsOf(parsed.globals.json, command, name);
    const { quiet = false, debug = false } = parsed.globals;
    const plain = asksPlainly(parsed.globals.plain, host.env);
    const color = parsed.globals.color && !plain;
    output = await Output.create(host, { jsonFields, color, quiet, debug, plain });
    opened = openContext({
      host,
      output,
      globals: parsed.globals,
      command: name,
      signal: interrupted.signal,
      dist: DIST,
      onDefect: (error, where) => void tellOfServer(error, where, occasion, output),
    });
    if (parsed.lacking && !opened.context.canPrompt) throw parsed.lacking;
    const values = await resolveAll(args, parsed.raw, opened.context);
    return (await command.run(values as never, opened.context)) ?? 0;
  } catch (error) {
    const problem =
      error instanceof Problem ? error : (await import("./defects/tell-defect.js")).tellDefect(error, occasion);
    output.problem(problem);
    return problem.status;
  } finally {
    host.removeListener("SIGINT", interrupt);
    host.removeListener("SIGTERM", interrupt);
    output.end();
    await opened?.close();
  }
}

/** A request of the IdP failed: said at once, since the server goes on. */
async function tellOfServer(error: unknown, where: DefectPlace, occasion: Occasion, output: Output): Promise<void> {
  const { tellDefectOfServer } = await import("./defects/tell-defect.js");
  output.problem(tellDefectOfServer(error, where, occasion));
}

/**
 * What nobody caught, or a stream that cannot be written: told as any other problem. The process must end then, since
 * nothing is known of its state.
 *
 * @returns the exit status
 */
export async function lastWord(error: unknown, argv: readonly string[], host: Host): Promise<ExitStatus> {
  const output = await Output.create(host, {
    jsonFields: argv.some((token) => /^--json(=|$)/.test(token)) ? [] : undefined,
    color: !argv.includes("--no-color"),
    quiet: false,
    debug: argv.includes("--debug"),
  });
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code && syscall === "write") {
    output.problem(outputUnwritable(code));
    return 5;
  }
  const { tellDefect } = await import("./defects/tell-defect.js");
  const { name = "" } = findCommand(leadingWords(argv).words) ?? {};
  output.problem(tellDefect(error, { argv, env: host.env, cwd: host.cwd(), dist: DIST, command: name }));
  return 70;
}

async function helpFor(words: readonly string[], argv: readonly string[], output: Output): Promise<ExitStatus> {
  const { help } = await import("./help.js");
  return await help({ words, argv, output, dist: DIST });
}

/** `undefined`: no JSON. `[]`: all members. */
function fieldsOf(json: string | true | undefined, command: Command, name: string): string[] | undefined {
  if (json === undefined) return undefined;
  if (!command.json) throw noJsonHere(name);
  const fields = json === true || json === "" ? [] : json.split(",").map((field) => field.trim());
  for (const field of fields) if (!command.json.includes(field)) throw unknownJsonField(field, command.json);
  return fields;
}

/** Text → values: parsers of options first, then the things that positional arguments name. */
async function resolveAll(args: ArgumentDefinitions, raw: Record<string, unknown>, context: Context) {
  const values: Record<string, unknown> = {};
  for (const [key, argument] of Object.entries(args)) values[key] = await resolved(argument, raw[key], context);
  return values;
}

async function resolved(argument: Argument, raw: unknown, context: Context): Promise<unknown> {
  if (raw === undefined && argument.kind === "positional" && argument.required) return await argument.choose?.(context);
  if (raw === undefined || typeof raw === "boolean") return raw;
  const each = async (text: string) => {
    if (argument.kind === "option") return argument.parse ? argument.parse(text, argument.flag) : text;
    return argument.resolve ? await argument.resolve(text, context) : text;
  };
  if (!Array.isArray(raw)) return await each(String(raw));
  const all: unknown[] = [];
  for (const text of raw) all.push(await each(String(text)));
  return all;
}
