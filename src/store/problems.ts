/** What can go wrong with the database as a whole, and what of it is taken already. */
import { Problem } from "../problem.js";

/** Another process holds the write lock longer than the queue waits. */
export const storeBusy = (file: string, seconds: number, cause?: unknown) =>
  new Problem(
    "STORE_BUSY",
    5,
    `The database ${file} is in use`,
    `another process has been writing to it for more than ${seconds} s`,
    "wait for it to end, or work on another file with --db",
    { cause },
  );

/** Opened only if it exists, and it does not. */
export const storeMissing = (file: string) =>
  new Problem(
    "STORE_MISSING",
    5,
    `There is no database ${file}`,
    "it was to be opened, not made",
    "check --db and APPINT_DB; a command that changes something makes the file",
  );

/** The folder that should hold the file is not there. */
export const storeFolderMissing = (file: string, folder: string) =>
  new Problem(
    "STORE_FOLDER_MISSING",
    5,
    `The database ${file} cannot be made`,
    `its folder ${folder} does not exist`,
    "make the folder, or name another file with --db",
  );

/** The file, or the folder in which the engine keeps its journal, refuses this user. */
export const storeNoAccess = (path: string, cause?: unknown) =>
  new Problem(
    "STORE_NO_ACCESS",
    5,
    `The database cannot be opened: ${path} refuses access`,
    "the file must be readable and writable for you, and its folder too: the journal lies beside it",
    "change owner or mode, or work on another file with --db",
    { cause },
  );

/** It can be read, not written. */
export const storeReadOnly = (path: string, cause?: unknown) =>
  new Problem(
    "STORE_READ_ONLY",
    5,
    `The database cannot be written: ${path} is read-only`,
    "sign-ins, log and settings are written into the file, and the journal beside it",
    "make file and folder writable, or copy them (with the .key file) and name the copy with --db",
    { cause },
  );

/** The file holds something else. */
export const storeNotADatabase = (file: string, cause?: unknown) =>
  new Problem(
    "STORE_NOT_A_DATABASE",
    5,
    `${file} is not a database`,
    "it was made by something else, or it is damaged from its first bytes on",
    "name another file with --db; this one was left as it is",
    { cause },
  );

/** A folder stands where the file should. */
export const storeIsAFolder = (folder: string, example: string) =>
  new Problem(
    "STORE_IS_A_FOLDER",
    5,
    `${folder} is a folder, not a database`,
    "a database is one file, with its key file beside it",
    `name a file with --db: ${example}`,
  );

/** A file without a byte in it, beside the key of what it once was. */
export const storeCutToNothing = (file: string) =>
  new Problem(
    "STORE_CUT_TO_NOTHING",
    5,
    `The database ${file} is empty, although its key file is there`,
    "it was cut to nothing: a copy that failed, or a full disk; making a new org in it would hide that",
    "restore it from a backup; to begin anew, delete the empty file",
  );

/** The open file is not the one at its path any more: what is written into it would be lost. */
export const storeGone = (file: string) =>
  new Problem(
    "STORE_GONE",
    5,
    `The database ${file} was deleted or replaced while it was in use`,
    "what would be written now belongs to a file that nobody finds again, so it was not written",
    "put the file back, and start the command again",
  );

/** A database of another program: its tables are not ours to change. */
export const storeOfAnotherProgram = (file: string) =>
  new Problem(
    "STORE_OF_ANOTHER_PROGRAM",
    5,
    `${file} is a database of another program`,
    "it has tables, but none of them was made by appint",
    "name another file with --db; this one was left as it is",
  );

/** Pages of the file contradict each other. */
export const storeDamaged = (file: string, cause?: unknown) =>
  new Problem(
    "STORE_DAMAGED",
    5,
    `The database ${file} is damaged`,
    "its content contradicts itself: the disk failed, or a copy was made while it was in use",
    "restore it and its .key file from a backup, or begin anew with another --db",
    { cause },
  );

/** No room left; what was being written is undone. */
export const storeFull = (file: string, cause?: unknown) =>
  new Problem(
    "STORE_FULL",
    5,
    `No room to write the database ${file}`,
    "the disk or the quota is full; what was being written was undone",
    "make room and run the command again",
    { cause },
  );

/** The disk answers with errors. */
export const storeDiskFailed = (file: string, cause?: unknown) =>
  new Problem(
    "STORE_DISK_FAILED",
    5,
    `The database ${file} cannot be read or written`,
    `the disk answered with an error (${(cause as { code?: string } | undefined)?.code ?? "unknown"})`,
    "check the disk, or work on another file with --db",
    { cause },
  );

/** Written by a version of appint that came later. */
export const storeNewer = (file: string, unknown: readonly string[]) =>
  new Problem(
    "STORE_NEWER",
    5,
    `The database ${file} was made by a newer appint`,
    `this version does not know its schema (${unknown.join(", ")})`,
    "npm install -g appint@latest, or name another file with --db",
  );

/** The native part of the database engine was not built or downloaded at installation. */
export const nativeModuleMissing = (cause: unknown) =>
  new Problem(
    "NATIVE_MODULE_MISSING",
    5,
    "The database engine could not be loaded",
    "better-sqlite3 has no binary for this Node: its install script did not run, or Node was changed since",
    "appint doctor --fix, or: npm rebuild better-sqlite3 (npm 12 and later: npm install --allow-scripts=better-sqlite3)",
    { cause },
  );

const taken = (code: string, what: string, why: string, fix: string) => new Problem(code, 4, what, why, fix);

/** Two orgs cannot be told apart. */
export const orgExists = (slug: string) =>
  taken("ORG_EXISTS", `There is an org ${slug} already`, "a slug names one org", "choose another name");

/** A login names one person in an org, whatever its capitals. */
export const userExists = (login: string) =>
  taken(
    "USER_EXISTS",
    `There is a user ${login} already`,
    "a login names one person in an org, capitals make no difference",
    "choose another login",
  );

/** Two groups of an org cannot have one name. */
export const groupExists = (name: string) =>
  taken("GROUP_EXISTS", `There is a group ${name} already`, "a name means one group in an org", "choose another name");

/** Two apps of an org cannot have one slug. */
export const appExists = (slug: string) =>
  taken("APP_EXISTS", `There is an app ${slug} already`, "a slug names one app in an org", "choose another slug");

/** A user has an app once. */
export const assignmentExists = (app: string, user: string) =>
  taken(
    "ASSIGNMENT_EXISTS",
    `The user ${user} is assigned to the app ${app} already`,
    "a user has an app once",
    "nothing needs to be done",
  );

/** It was there when the command looked, and is not any more. */
export const objectGone = (kind: "org" | "user" | "app" | "group", id: string) =>
  taken(
    `${kind.toUpperCase()}_GONE`,
    `The ${kind} ${id} does not exist any more`,
    "somebody deleted it while it was being changed",
    kind === "org" ? "try again" : `appint ${kind}s list shows what is there`,
  );
