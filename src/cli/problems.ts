/** Problems of typing: what was typed cannot be a command, or cannot be this command. Exit status 2. */
import { Problem } from "../problem.js";

export const unknownCommand = (typed: string, nearest: readonly string[]) =>
  new Problem(
    "UNKNOWN_COMMAND",
    2,
    `There is no command "appint ${typed}"`,
    nearest.length > 0
      ? `the nearest are: ${nearest.map((name) => `appint ${name}`).join(", ")}`
      : "no command has a name like it",
    nearest[0] ? `appint ${nearest[0]}` : "appint --help",
  );

export const badUsage = (message: string, command: string) =>
  new Problem(
    "USAGE",
    2,
    message,
    "the command line is not one that this command understands",
    `appint ${command} --help`.replace("  ", " "),
  );

export const unknownJsonField = (field: string, fields: readonly string[]) =>
  new Problem(
    "UNKNOWN_JSON_FIELD",
    2,
    `--json has no member "${field}" here`,
    `this command prints ${fields.join(", ")}`,
    `--json=${fields.slice(0, 3).join(",")}`,
  );

export const noJsonHere = (command: string) =>
  new Problem("NO_JSON", 2, `appint ${command} has no --json`, "it prints no objects", `appint ${command}`);

/** Every missing flag at once, so that nobody has to try again and again. */
export const missingFlags = (flags: readonly { flag: string; term: string }[], why: string, command: string) =>
  new Problem(
    "MISSING_VALUES",
    2,
    flags.length === 1 ? `${flags[0]?.term} is missing` : `${flags.length} values are missing`,
    why,
    `appint ${command} ${flags.map(({ flag }) => flag).join(" ")}`,
  );

export const cancelled = () =>
  new Problem(
    "CANCELLED",
    130,
    "Cancelled",
    "you interrupted the command",
    "nothing was stored; run it again when you like",
  );

export const notANumber = (flag: string, typed: string, range: string) =>
  new Problem("NOT_A_NUMBER", 2, `${flag} "${typed}" is not a number`, `it takes ${range}`, `${flag} 10`);

/** An error that is ours: told briefly, with the way to see more. */
export const defect = (error: unknown) =>
  new Problem(
    "DEFECT",
    70,
    `appint failed: ${error instanceof Error ? error.message : String(error)}`,
    "this is a defect of appint itself, not of your input",
    "run the same command with --debug and report what it prints",
    { cause: error },
  );

export const orgNotFound = (slug: string) =>
  new Problem(
    "ORG_NOT_FOUND",
    3,
    `There is no org "${slug}"`,
    "no org of this database has that name",
    "leave --org out to use the current org",
  );

export const fieldInvalid = (flag: string, term: string, why: string, help: string) =>
  new Problem("FIELD_INVALID", 2, `${term} cannot be used`, why, `${flag}: ${help}`);

export const foreignFlag = (flag: string, ofKind: string, label: string, kind: string) =>
  new Problem(
    "FOREIGN_FLAG",
    2,
    `${flag} does not go with ${label}`,
    `it belongs to ${ofKind}; ${label} is ${kind}`,
    `leave ${flag} out`,
  );

export const unknownKind = (typed: string, ids: readonly string[]) =>
  new Problem(
    "UNKNOWN_KIND",
    2,
    `There is no kind "${typed}"`,
    `the kinds are ${ids.join(", ")}`,
    `appint create ${ids[0]}`,
  );

export const nothingToEdit = (slug: string) =>
  new Problem(
    "NOTHING_TO_EDIT",
    2,
    "Nothing was changed",
    "no flag says what to change",
    `appint apps edit ${slug} --help`,
  );

export const cannotUnset = (flag: string, why: string, possible: readonly string[]) =>
  new Problem(
    "CANNOT_UNSET",
    2,
    `--unset ${flag} is not possible`,
    why,
    `--unset takes one of: ${possible.join(", ")}`,
  );
