/**
 * The built CLI as people and scripts run it: `bin/appint.js` in a process of its own, without a terminal, with closed
 * stdin and a clean environment, on an org of its own.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";

/** APPINT_BIN names another launcher: of an installed package, of another build. */
export const LAUNCHER = process.env.APPINT_BIN ?? fileURLToPath(new URL("../../bin/appint.js", import.meta.url));
const LONGEST_RUN_MS = 50_000;

/** What a problem is on stderr with `--json`. */
export interface ToldProblem {
  code: string;
  status: number;
  what: string;
  why: string;
  fix: string;
}

export interface Result {
  /** Null when a signal ended it. */
  status: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  /** stdout as JSON; throws with all that was written when it is none. */
  json<T = Record<string, unknown>>(): T;
  /** The problem on stderr, of a command with `--json`. */
  problem(): ToldProblem;
}

/** A command that has not ended yet. */
export interface Running {
  pid: number;
  /** stdout and stderr so far, in the order in which they came. */
  output(): string;
  /** Until the output shows it. @throws Error when the command ends before that */
  shows(pattern: RegExp): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  result: Promise<Result>;
}

export interface RunOptions {
  env?: Record<string, string | undefined>;
  cwd?: string;
  /** What is written to standard input, which is closed without it. */
  input?: string;
  /** Run as this user and group, where this process is root. */
  uid?: number;
  /** Another installation's. */
  launcher?: string;
}

/** Words of a command line: text is split at blanks, so what holds a blank is given as a list. */
type CommandLine = string | readonly string[];

export interface FreshOrg extends AsyncDisposable {
  folder: string;
  /** The database file; it is made by the first command. */
  database: string;
  port: number;
  /** Where the org's IdP is, or will be. */
  origin: string;
  /** Runs a command to its end. */
  appint(command: CommandLine, options?: RunOptions): Promise<Result>;
  /** Runs a command that must succeed, and gives what it printed. @throws Error with its words when it does not */
  done(command: CommandLine, options?: RunOptions): Promise<Result>;
  /** Starts a command: `serve`, or one that is to be interrupted. What still runs at the end is killed. */
  start(command: CommandLine, options?: RunOptions): Running;
}

const DATABASE = "org.db";

/** A folder with a database and a port of its own, where no command has run yet; all gone when it is disposed of. */
export const freshOrg = async (): Promise<FreshOrg> => orgIn(await mkdtemp(join(tmpdir(), "appint-e2e-")));

/** Made once a process: keys and password hashes take half a second, and few tests are about how they are made. */
let usedOnce: Promise<string> | undefined;

/** As `freshOrg`, after its first use: nothing of an org that was just made is told any more. */
export async function usedOrg(): Promise<FreshOrg> {
  usedOnce ??= freshOrg().then(async (org) => {
    await org.done("apps list");
    process.once("exit", () => rmSync(org.folder, { recursive: true, force: true }));
    return org.folder;
  });
  return await copyOfOrg(await usedOnce);
}

/** An org as the folder has it, files beside the database included, with an IdP of its own. */
export async function copyOfOrg(made: string): Promise<FreshOrg> {
  const folder = await mkdtemp(join(tmpdir(), "appint-e2e-"));
  await cp(made, folder, { recursive: true });
  const org = await orgIn(folder);
  const database = new Database(org.database);
  database.prepare("UPDATE org SET origin = ?").run(org.origin);
  database.close();
  return org;
}

async function orgIn(folder: string): Promise<FreshOrg> {
  const port = await freePort();
  const [database, origin] = [join(folder, DATABASE), `http://127.0.0.1:${port}`];
  const children = new Set<ChildProcess>();

  const start: FreshOrg["start"] = (command, { env = {}, cwd = folder, launcher = LAUNCHER, uid, input } = {}) => {
    const words = typeof command === "string" ? command.split(" ").filter(Boolean) : command;
    const child = spawn(process.execPath, [launcher, ...words], {
      cwd,
      ...(uid === undefined ? {} : { uid, gid: uid }),
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
      env: { PATH: process.env.PATH, HOME: folder, APPINT_DB: database, APPINT_ORIGIN: origin, ...env },
    });
    child.stdin?.end(input);
    children.add(child);
    child.once("close", () => children.delete(child));
    return running(child, words);
  };
  const appint: FreshOrg["appint"] = async (command, options) => {
    const { result, kill } = start(command, options);
    const tooLong = setTimeout(() => kill("SIGKILL"), LONGEST_RUN_MS);
    return await result.finally(() => clearTimeout(tooLong));
  };

  return {
    folder,
    database,
    port,
    origin,
    start,
    appint,
    async done(command, options) {
      const result = await appint(command, options);
      if (result.status !== 0) throw new Error(`appint ${command} ended with ${result.status}\n${told(result)}`);
      return result;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(
        [...children].map(async (child) => {
          child.kill("SIGKILL");
          await once(child, "close");
        }),
      );
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function running(child: ChildProcess, words: readonly string[]): Running {
  const written = { stdout: "", stderr: "", both: "" };
  const watchers = new Set<() => void>();
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      written[name] += text;
      written.both += text;
      for (const look of watchers) look();
    });
  }
  const result = once(child, "close").then(([status, signal]): Result => {
    const { stdout, stderr } = written;
    return {
      status,
      signal,
      stdout,
      stderr,
      json: () => parsed(stdout, { stdout, stderr }, words),
      problem: () => parsed(stderr, { stdout, stderr }, words),
    };
  });
  return {
    pid: child.pid ?? 0,
    output: () => written.both,
    result,
    kill: (signal) => void child.kill(signal),
    shows: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!pattern.test(written.both)) return;
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
        look();
        void result.then(() =>
          reject(new Error(`appint ${words.join(" ")} never showed ${pattern}:\n${written.both}`)),
        );
      }),
  };
}

function parsed<T>(text: string, all: { stdout: string; stderr: string }, words: readonly string[]): T {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`appint ${words.join(" ")} did not print JSON\n${told(all)}`);
  }
}

const told = ({ stdout, stderr }: { stdout: string; stderr: string }) => `stdout: ${stdout}\nstderr: ${stderr}`;

/**
 * A port that nobody listens on, under either loopback name. It lies below the range from which a system takes ports
 * for connections, so that none of those takes it before the test does.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if ((await isFree(port, "127.0.0.1")) && (await isFree(port, "localhost"))) return port;
  }
}

const isFree = (port: number, host: string) =>
  new Promise<boolean>((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host }, () => server.close(() => resolve(true)));
  });

/**
 * Output that is the same in every run: addresses, ids and times are replaced by what they are, a check's duration is left out.
 *
 * @param names text → what stands for it, put in first
 */
export function normalized(output: string, names: Readonly<Record<string, string>> = {}): string {
  let text = output;
  for (const [found, name] of Object.entries(names)) text = text.replaceAll(found, name);
  return text
    .replace(/\b(0oa|00u|00g|00o|ocs|exk|aln)[A-Za-z0-9]{17}\b/g, "<$1 id>")
    .replace(/ {3}\d+ ms$/gm, "")
    .replace(/\b\d+\.\d s\b/g, "<n> s");
}
