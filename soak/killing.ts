/**
 * Kills commands of the built CLI at random moments, and judges what they leave behind.
 *
 * Which commands: every one whose definition says that it changes something, with each of its examples, and the first use
 * of a new database. When: a part of the moments anywhere in the command's life, most of them between the first touch of
 * the database and the end, where the writing is. What must hold after each kill:
 *
 * - the org is exactly as before or exactly as after the command; when the command had printed its result, as after
 * - no invariant of `doctor` is broken, and the file is sound
 * - the next command works
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, watch } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { commandNames, loadCommand } from "../src/cli/commands.js";
import { breachesOf } from "../src/doctor/invariant.js";
import { inspect } from "../src/store/inspect.js";
import { freePort, freshOrg, LAUNCHER } from "../test/e2e/built-cli.js";
import { contentOf, type DatabaseContent } from "../test/e2e/database-content.js";
import { linesBefore, makeExampleOrg, typedBeside } from "../test/e2e/example-org.js";

/** A command line to kill, with what is known of its undisturbed run. */
export interface Victim {
  example: string;
  words: readonly string[];
  changes: "org" | "protocol-state";
  /** The folder with the database that it begins with; nothing in it for a first use. */
  template: string;
  before: DatabaseContent;
  after: DatabaseContent;
  /** From spawn to its end, or to its first words for a command that does not end. */
  durationMs: number;
  /** From spawn to the first touch of a file beside the database. */
  firstTouchMs: number;
}

/** One kill and what was wrong after it; `faults` is empty when nothing was. */
export interface Kill {
  example: string;
  /** How long after spawn, or after the first touch of the database. */
  moment: string;
  /** Whether the command had said that it was done. */
  acknowledged: boolean;
  /** Whether it was killed before its end. */
  killed: boolean;
  left: "before" | "after" | "between";
  faults: string[];
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Arena extends AsyncDisposable {
  victims: readonly Victim[];
  /** Kills one command; `random` decides which and when. */
  kill(random: () => number): Promise<Kill>;
}

/**
 * Makes the databases that the commands begin with, and runs each command once undisturbed.
 *
 * @param isSample of each command only the examples up to the first that changes what it says to change
 */
export async function arena({ isSample = false } = {}): Promise<Arena> {
  const root = mkdtempSync(join(tmpdir(), "appint-kills-"));
  const victims: Victim[] = [];
  const beside: AsyncDisposable[] = [];
  {
    await using org = await freshOrg();
    await makeExampleOrg(org);
    const example = join(root, "example");
    cpSync(org.folder, example, { recursive: true });
    for (const name of commandNames()) {
      const { changes, examples } = await loadCommand(name);
      if (!changes) continue;
      for (const line of examples) {
        const before = linesBefore(name, line);
        const template = join(root, before.length === 0 ? "example" : before.join(" ").replace(/\W+/g, "-"));
        if (!existsSync(template)) {
          rmSync(org.folder, { recursive: true });
          cpSync(example, org.folder, { recursive: true });
          for (const each of before) await org.done(each);
          cpSync(org.folder, template, { recursive: true });
        }
        const typed = await typedBeside(line);
        beside.push(typed);
        const victim = await undisturbed(root, { example: line, words: typed.words }, template, changes);
        victims.push(victim);
        const hasChanged = changes !== "org" || !isDeepStrictEqual(victim.before.org, victim.after.org);
        if (isSample && hasChanged) break;
      }
    }
  }
  const empty = join(root, "empty");
  mkdirSync(empty);
  victims.push(await undisturbed(root, { example: "appint users list", words: ["users", "list"] }, empty, "org"));

  return {
    victims,
    async kill(random) {
      const victim = victims[Math.floor(random() * victims.length)] as Victim;
      const anywhere = random() < 0.3;
      const share = random() * 1.1;
      const delay = share * (anywhere ? victim.durationMs : victim.durationMs - victim.firstTouchMs);
      return await killed(root, victim, anywhere ? "spawn" : "first touch", delay);
    },
    async [Symbol.asyncDispose]() {
      for (const each of beside) await each[Symbol.asyncDispose]();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

interface Life {
  stdout: string;
  status: number | null;
  signal: NodeJS.Signals | null;
  durationMs: number;
  firstTouchMs: number;
  /** The port that stood in for one of the example. */
  port: number;
}

/** Runs a command in the folder, and kills it `delay` ms after the moment, if it still runs then. */
async function live(
  folder: string,
  words: readonly string[],
  kill?: { after: "spawn" | "first touch"; delay: number },
): Promise<Life> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(
    process.execPath,
    [LAUNCHER, ...words.map((word) => (/^7\d{3}$/.test(word) ? String(port) : word))],
    {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        APPINT_DB: join(folder, "org.db"),
        APPINT_ORIGIN: `http://127.0.0.1:${port}`,
      },
    },
  );
  let timer: NodeJS.Timeout | undefined;
  const arm = () => {
    if (kill) timer ??= setTimeout(() => child.kill("SIGKILL"), kill.delay);
  };
  let firstTouchMs = 0;
  const watcher = watch(folder, () => {
    firstTouchMs ||= performance.now() - began;
    if (kill?.after === "first touch") arm();
  });
  if (kill?.after === "spawn") arm();
  let stdout = "";
  let saidMs = 0;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    // A server does not end: it has done what it does when it says where it is.
    if (!saidMs && /Ctrl-C/.test(stdout)) {
      saidMs = performance.now() - began;
      if (!kill) child.kill("SIGTERM");
    }
  });
  child.stderr.resume();
  const limit = setTimeout(() => child.kill("SIGKILL"), 60_000);
  const [status, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  clearTimeout(timer);
  clearTimeout(limit);
  watcher.close();
  return { stdout, status, signal, durationMs: saidMs || performance.now() - began, firstTouchMs, port };
}

async function undisturbed(
  root: string,
  { example, words }: Pick<Victim, "example" | "words">,
  template: string,
  changes: Victim["changes"],
): Promise<Victim> {
  const folder = mkdtempSync(join(root, "run-"));
  cpSync(template, folder, { recursive: true });
  const { durationMs, firstTouchMs, port } = await live(folder, words);
  const after = contentAt(folder, port);
  rmSync(folder, { recursive: true });
  return {
    example,
    words,
    changes,
    template,
    before: contentOf(join(template, "org.db")),
    after,
    durationMs,
    firstTouchMs,
  };
}

async function killed(root: string, victim: Victim, after: "spawn" | "first touch", delay: number): Promise<Kill> {
  const folder = mkdtempSync(join(root, "run-"));
  try {
    cpSync(victim.template, folder, { recursive: true });
    const { stdout, status, signal, port } = await live(folder, victim.words, { after, delay });
    // What `test-sso` prints first is no result; its org is the same all the time anyway.
    const acknowledged = victim.changes === "org" && stdout !== "";
    const file = join(folder, "org.db");
    const { left, faults } = judged(contentAt(folder, port), victim, acknowledged);
    faults.push(...(await unsound(file)), ...(await nextCommand(folder, victim)), ...(await unsound(file)));
    const killed = signal === "SIGKILL";
    if (!killed && status !== 0 && victim.changes === "org") faults.push(`it ended with ${status}`);
    return {
      example: victim.example,
      moment: `${delay.toFixed(1)} ms after ${after}`,
      acknowledged,
      killed,
      left,
      faults,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What lies in the folder, whatever port the command was given. */
function contentAt(folder: string, port: number): DatabaseContent {
  const { org, rest } = contentOf(join(folder, "org.db"));
  const ports = new RegExp(`:(${port}|${port + 1})"`, "g"); // a second org gets the next one
  return { org: org.map((row) => row.replace(ports, ':<port>"')), rest };
}

function judged({ org }: DatabaseContent, { before, after, changes }: Victim, acknowledged: boolean) {
  const faults: string[] = [];
  const isAfter = isDeepStrictEqual(org, after.org);
  // A new database comes to its schema and its key in steps; the org is made in one.
  const isBefore =
    before.org.length === 0 ? !org.some((row) => row.startsWith("org ")) : isDeepStrictEqual(org, before.org);
  const left = isAfter && changes === "org" ? "after" : isBefore ? "before" : "between";
  if (left === "between") faults.push(`the org is neither as before nor as after: ${difference(org, after.org)}`);
  if (acknowledged && !isAfter)
    faults.push(`it had said that it was done, and it is not: ${difference(org, after.org)}`);
  return { left, faults } as const;
}

const difference = (got: readonly string[], wanted: readonly string[]): string =>
  [
    ...got.filter((row) => !wanted.includes(row)).map((row) => `+ ${row}`),
    ...wanted.filter((row) => !got.includes(row)).map((row) => `- ${row}`),
  ]
    .join("\n")
    .slice(0, 2000);

/** What `doctor` would find. */
async function unsound(file: string): Promise<string[]> {
  if (!existsSync(file)) return [];
  const inspection = await inspect(file);
  try {
    if (!inspection.columns.has("setting")) return [];
    const breaches = await breachesOf({ ...inspection, unseal: await inspection.unsealer() });
    return [...inspection.integrity(), ...breaches.map(({ invariant, seen }) => `${invariant}: ${seen}`)];
  } finally {
    inspection.close();
  }
}

/** It works, leaves what was there, and leaves nothing of the database's beside it but a draft of a key. */
async function nextCommand(folder: string, { template }: Victim): Promise<string[]> {
  const faults: string[] = [];
  const { status, stdout } = await live(folder, ["users", "list", "--json=login"]);
  if (status !== 0) faults.push(`the next command ended with ${status}`);
  else if (!stdout.includes('"ada@example.com"')) faults.push(`the next command printed ${stdout}`);
  const known = new Set([...readdirSync(template), "org.db", "org.db.key"]);
  const strange = readdirSync(folder).filter(
    (name) => name.startsWith("org.db") && !known.has(name) && !/^org\.db\.key\.[\w-]{22}$/.test(name),
  );
  if (strange.length > 0) faults.push(`left behind: ${strange.join(", ")}`);
  return faults;
}
