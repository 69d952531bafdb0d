/** Problems of typing: what was typed cannot be a command, or cannot be this command. Exit status 2. */
import { Problem } from "../problem.js";
import type { App } from "../store/apps.js";

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

/** A noun that exists, with a verb that does not. */
export const unknownVerb = (typed: string, commands: readonly string[], nearest: readonly string[]) =>
  new Problem(
    "UNKNOWN_VERB",
    2,
    `There is no command "appint ${typed}"`,
    `there are: ${commands.map((name) => `appint ${name}`).join(", ")}`,
    nearest[0] ? `appint ${nearest[0]}` : `appint ${typed.split(" ")[0]} --help`,
  );

export const unknownTopic = (typed: string, topics: readonly string[]) =>
  new Problem(
    "UNKNOWN_TOPIC",
    2,
    `There is no help about "${typed}"`,
    `it is no command; the topics are ${topics.join(", ")}`,
    "appint --help",
  );

/** @param fix for where more can be said than where the help is */
export const badUsage = (what: string, why: string, command: string, fix = `appint ${command} --help`) =>
  new Problem("USAGE", 2, what, why, fix.replace("  ", " "));

export const unknownJsonField = (field: string, fields: readonly string[]) =>
  new Problem(
    "UNKNOWN_JSON_FIELD",
    2,
    `--json has no member "${field}" here`,
    `this command prints ${fields.join(", ")}`,
    `--json=${fields.slice(0, 3).join(",")}`,
  );

export const noJsonHere = (command: string) =>
  new Problem("NO_JSON", 2, `${`appint ${command}`.trim()} has no --json`, "it prints no objects", "leave --json out");

/** Every missing flag at once, so that nobody has to try again and again. */
export const missingFlags = (flags: readonly { flag: string; term: string }[], why: string, command: string) =>
  new Problem(
    "MISSING_VALUES",
    2,
    `Missing: ${flags.map(({ term }) => term).join(", ")}`,
    why,
    `appint ${command} ${flags.map(({ flag }) => flag).join(" ")}`,
  );

/** @param draft where the answers so far are kept @param goOn the command that goes on with them */
export const cancelled = ({
  draft,
  goOn = "appint create",
  isLeft = false,
}: {
  draft?: string;
  goOn?: string;
  isLeft?: boolean;
} = {}) =>
  new Problem(
    "CANCELLED",
    130,
    isLeft ? "Nothing was created" : "Cancelled",
    isLeft ? "you left the questions before the end" : "you interrupted the command",
    draft === undefined
      ? "nothing was stored; run it again when you like"
      : `${goOn}   goes on where you were: your answers are kept in ${draft}`,
  );

/** @param secret a flag that reads one, beside another one or a file from standard input */
export const twiceFromStandardInput = (secret?: string) =>
  badUsage(
    secret === undefined
      ? "--answers and --metadata both read standard input"
      : `${secret} is not the only one to read standard input`,
    "it can be read once",
    "create",
    secret === undefined
      ? "name a file for one of them"
      : "name a file for the other one, or set the secret afterwards",
  );

/** A list to pick from that has no rows. */
export const nothingToPick = (noun: string, make: string) =>
  new Problem("NOTHING_TO_PICK", 3, `There is no ${noun} to pick`, "this org has none yet", make);

export const notANumber = (flag: string, typed: string, range: string, example: string) =>
  new Problem("NOT_A_NUMBER", 2, `${flag} "${typed}" cannot be used`, `it takes ${range}`, `${flag} ${example}`);

/**
 * An error that is ours. The cause is the report itself: what `--debug` shows holds no more than what is sent.
 *
 * @param file where the report lies; undefined when it could be written nowhere
 */
export const defect = (message: string, file: string | undefined, report: string) =>
  new Problem(
    "DEFECT",
    70,
    `appint failed: ${message}`,
    "this is a defect of appint itself, not of your input",
    sendReport(file),
    { cause: reportAsCause(report) },
  );

/** A request of the IdP met an error that is ours; the server goes on. */
export const defectOfServer = (
  { request, reference }: { request: string; reference: string },
  message: string,
  file: string | undefined,
  report: string,
) =>
  new Problem(
    "DEFECT_OF_REQUEST",
    70,
    `${request} failed (reference ${reference}): ${message}`,
    "this is a defect of appint itself; the identity provider goes on",
    sendReport(file),
    { cause: reportAsCause(report) },
  );

const sendReport = (file: string | undefined): string =>
  file
    ? `send the report ${file} to the maintainers: it names no person, value or secret`
    : "the report could not be written; run the same command with --debug and send what it prints";

function reportAsCause(report: string): Error {
  const cause = new Error("see the report");
  cause.stack = report;
  return cause;
}

/** Whoever reads our output is gone or full; what was done is done. */
export const outputUnwritable = (code: string) =>
  new Problem(
    "OUTPUT_UNWRITABLE",
    5,
    `The output cannot be written (${code})`,
    code === "ENOSPC" ? "there is no space left where it goes" : "the system refuses it",
    "send the output somewhere else and run the command again",
  );

/** Something else was typed than the name of what would be gone. */
export const notConfirmed = (name: string) =>
  new Problem("NOT_CONFIRMED", 2, `That is not "${name}"`, "only its name confirms it", `type ${name}`);

/** @param command with what it needs, as it is typed: `orgs delete acme` */
export const confirmationNeeded = (thing: string, command: string) =>
  new Problem(
    "CONFIRMATION_NEEDED",
    2,
    `Nothing was deleted: ${thing} would be gone for good`,
    "there is no terminal on which to ask whether that is meant",
    `appint ${command} --yes`,
  );

/** @param flag with its value, as `--acs-url <url>` */
export const fieldInvalid = (flag: string, term: string, why: string, help: string) =>
  new Problem("FIELD_INVALID", 2, `${term}: this cannot be used`, why, `${flag}   ${help}`);

export const urlUnusable = (flag: string, why: string, example: string) =>
  new Problem("URL_UNUSABLE", 2, `${flag}: this cannot be used`, why, `${flag} ${example}`);

/** @param reason of the platform, where it has one */
export const foreignFlag = (flag: string, ofKind: string, label: string, kind: string, reason?: string) =>
  new Problem(
    "FOREIGN_FLAG",
    2,
    `${flag} does not go with ${label}`,
    reason ?? `it is a setting of ${ofKind}; this is ${kind}`,
    `leave ${flag} out`,
  );

/** A setting that was chosen when the app was created. */
export const fixedForGood = (flag: string, term: string, now: string, kind: string) =>
  new Problem(
    "FIXED_FOR_GOOD",
    4,
    `${term} cannot be changed: it is ${now}`,
    "it is chosen when the app is created, for good: its other settings depend on it",
    `leave ${flag} out, or create another app: appint create ${kind}`,
  );

export const nothingToEdit = (slug: string) =>
  new Problem(
    "NOTHING_TO_EDIT",
    2,
    "Nothing was changed",
    "no flag says what to change",
    `appint apps edit ${slug} --help`,
  );

/** Somebody has looked at an app's settings and left them as they are. */
export const notSaved = ({ label, slug }: Pick<App, "label" | "slug">) =>
  new Problem(
    "NOT_SAVED",
    130,
    "Nothing was saved",
    `you left, so ${label} is as it was`,
    `appint apps edit ${slug}   begins again`,
  );

export const cannotUnset = (flag: string, why: string, possible: readonly string[]) =>
  new Problem(
    "CANNOT_UNSET",
    2,
    `--unset ${flag} is not possible`,
    why,
    `--unset takes one of: ${possible.join(", ")}`,
  );

export const twoPasswords = () =>
  new Problem(
    "TWO_PASSWORDS",
    2,
    "--password does not go with --generate-password",
    "a person has one password",
    "leave one of them out",
  );

/** An empty text, mostly of a variable that is not set; taking the default file then would be the wrong database. */
export const databaseNotNamed = () =>
  new Problem("DATABASE_NOT_NAMED", 2, "--db is empty", "it names no file", "--db <file>, or leave it out");

export const givenAndUnset = (flag: string) =>
  new Problem(
    "GIVEN_AND_UNSET",
    2,
    `${flag} is given and taken away`,
    "the same command has it and --unset of it",
    "leave one of them out",
  );

export const envWithJson = () =>
  new Problem(
    "ENV_WITH_JSON",
    2,
    "--env does not go with --json",
    "stdout holds one of them: lines of a .env file, or JSON",
    "leave one of them out",
  );

/** @param nearest the name that may be meant */
export const unknownEnvName = (
  name: string,
  variable: string,
  names: readonly string[],
  nearest: string | undefined,
  kind: string,
) =>
  new Problem(
    "UNKNOWN_ENV_NAME",
    2,
    `--env-map cannot rename ${name}`,
    `an app of ${kind} gets ${names.join(", ")}`,
    `--env-map ${nearest ?? names[0]}=${variable}`,
  );

export const envMapTwice = (variable: string, one: string, other: string) =>
  new Problem(
    "ENV_MAP_TWICE",
    2,
    `${variable} would get two values`,
    `${one} and ${other} both go there`,
    `rename one of them, as --env-map ${one}=OTHER_NAME`,
  );

export const envMapWithoutExec = () =>
  new Problem(
    "ENV_MAP_WITHOUT_EXEC",
    2,
    "--env-map is given without --exec",
    "only an app that the test starts gets values in its environment",
    '--exec "npm start"',
  );

export const nothingToPreview = (label: string, term: string) =>
  new Problem(
    "NOTHING_TO_PREVIEW",
    2,
    `${label} gets no assertion`,
    `it is an app of ${term}, and assertions are sent to SAML 2.0 apps`,
    "name a SAML app; appint apps list shows which those are",
  );
