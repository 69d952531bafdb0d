/** Starts a process that uses the real store, so that tests can kill it or let it write at the same time. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const program = fileURLToPath(new URL("./child-program.ts", import.meta.url));
// Inside node_modules, so that the bundle finds the native module.
const bundle = fileURLToPath(new URL("../../node_modules/.cache/appint-tests/store-child.mjs", import.meta.url));

let built: Promise<unknown> | undefined;

async function build(): Promise<void> {
  mkdirSync(dirname(bundle), { recursive: true });
  const bundler = await rolldown({ input: program, platform: "node", external: ["better-sqlite3"] });
  const draft = `${bundle}.${process.pid}`; // test files run in parallel, and each of them builds it
  await bundler.write({ file: draft, format: "esm", codeSplitting: false });
  await bundler.close();
  renameSync(draft, bundle);
}

export interface StoreChild {
  /** Lets it write to the database without end: changes of the org, one after the other. */
  write(file: string, org: string): Promise<void>;
  /** Ids of the users whose insertion it has acknowledged so far. */
  readonly acknowledged: readonly string[];
  /** Resolves when that many are acknowledged. */
  until(count: number): Promise<void>;
  /** Lets it stop writing and close the database. */
  stop(): Promise<void>;
  /** Ends it like a power cut would: kill -9. */
  kill(): Promise<void>;
}

/** Starts the process. */
export async function startStoreChild(pauseMs = 0): Promise<StoreChild> {
  built ??= build();
  await built;
  const child: ChildProcess = fork(bundle, [String(pauseMs)], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const acknowledged: string[] = [];
  child.on("message", (message: { id?: string }) => {
    if (message.id) acknowledged.push(message.id);
  });
  // One listener for as long as it takes: of two messages that come together, `once` would lose the second.
  const answer = (wanted: string) =>
    new Promise<void>((resolve) => {
      const listen = (message: { done?: string }) => {
        if (message.done !== wanted) return;
        child.off("message", listen);
        resolve();
      };
      child.on("message", listen);
    });
  await answer("start");

  return {
    acknowledged,
    async write(file, org) {
      const opened = answer("open");
      child.send({ file, org });
      await opened;
    },
    async until(count) {
      while (acknowledged.length < count) await once(child, "message");
    },
    async stop() {
      const closed = answer("stop");
      child.send({ stop: true });
      await closed;
    },
    async kill() {
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
  };
}
