/** Topics of `appint help <topic>`. */
import type { ExitStatus } from "../problem.js";

/** Every exit status with its meaning: the one list, also for the docs. */
export const exitStatuses: Record<ExitStatus, string> = {
  0: "done",
  1: "the thing tested failed, and nothing else",
  2: "usage, or input that cannot be right",
  3: "not found",
  4: "conflict, or the wrong state for it (an inactive app, nobody assigned)",
  5: "the environment: database busy or damaged, port taken, app unreachable",
  6: "inconclusive: nothing failed, something could not be judged",
  7: "a plan found changes",
  70: "a defect of appint itself",
  130: "cancelled",
};

/** Every variable of the environment that appint reads. */
export const environmentVariables = {
  APPINT_DB: "the database file, when --db is not given",
  APPINT_ORG: "the org to work in, when --org is not given",
  APPINT_ORIGIN: "address of the identity provider of a new org (default http://127.0.0.1:7700)",
  APPINT_PASSPHRASE: "seals and opens the secrets in an org's file, when --passphrase-file is not given",
  APPINT_SECRET_KEY: "key that seals secrets, instead of the key file beside the database",
  APPINT_PLAIN: "questions are asked line by line, as with --plain",
  NO_COLOR: "no colours, whatever its value",
  CI: "nothing is ever asked",
} as const satisfies Record<string, string>;

/** Those of them that hold a secret: no program that appint starts gets to see them. */
const secretVariables = [
  "APPINT_PASSPHRASE",
  "APPINT_SECRET_KEY",
] as const satisfies readonly (keyof typeof environmentVariables)[];

/** The environment for another program, without appint's own secrets. */
export const withoutSecretVariables = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !(secretVariables as readonly string[]).includes(name)));

const rows = (table: Record<string, string>, width: number) =>
  Object.entries(table)
    .map(([name, meaning]) => `  ${name.padEnd(width)}  ${meaning}`)
    .join("\n");

export const topics: Record<string, { summary: string; text: string }> = {
  "exit-codes": {
    summary: "what each exit status means",
    text: `Exit status\n${rows(exitStatuses as Record<string, string>, 4)}`,
  },
  answers: {
    summary: "what a file for create --answers may hold",
    text: `Answers of the wizard, from a file or from standard input

One JSON object. Its members are the settings that "appint create <kind> --help" lists, called as their flags are
(without the dashes); "kind" says what is created, "metadata" names the SP's metadata. A value is what the flag takes:
a text, a list of texts where the flag may be repeated, true or false for a switch.

  { "kind": "saml", "name": "Payroll",
    "acs-url": "http://localhost:3000/saml/acs", "audience": "http://localhost:3000/saml/metadata",
    "attribute": ["email=user.email"] }

  appint create --answers answers.json --json
  appint create saml --answers - --name Payroll < answers.json
  appint create saml --save-answers answers.json

Flags win over the file. What neither says is asked on a terminal, and named elsewhere. A file that was saved is written
with the keys of the JSON Schema (dist/schema/answers.json of the package); they are understood as well. Secrets are
never saved.`,
  },
  environment: {
    summary: "variables that appint reads",
    text: `Environment variables\n${rows(environmentVariables, 18)}`,
  },
};
