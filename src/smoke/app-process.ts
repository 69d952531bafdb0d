/** The app under test as a child: started with the integration's values in its environment, stopped with all it started. */
import { spawn } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";

export interface AppProcess {
  /** The last 100,000 characters that it wrote. */
  output(): string;
  /** Set once it has ended by itself: with an error, or with nothing left in its process group. */
  exited(): AppEnd | undefined;
  /** The same, with what it wrote last read to the end. */
  settled(): Promise<AppEnd | undefined>;
  stop(): Promise<void>;
}

export interface AppEnd {
  /** As the second half of a sentence: `ended with status 3`. */
  how: string;
  /** Whether it ended as one that has done its work: it may have left the app running where it cannot be seen. */
  isClean: boolean;
}

const KEPT = 100_000;
const GRACE_MS = 3000;
const LAST_WORDS_MS = 200;

/** @param command a line for the shell */
export function startApp(command: string, env: NodeJS.ProcessEnv, cwd: string): AppProcess {
  // A group of its own, so that what the shell starts ends with it.
  const child = spawn(command, {
    shell: true,
    cwd,
    env,
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  let end: AppEnd | undefined;
  let isClosed = false;
  const keep = (chunk: Buffer) => {
    text = (text + chunk.toString("utf8")).slice(-KEPT);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const ended = new Promise<void>((resolve) => {
    child.once("error", (error) => {
      end ??= { how: error.message, isClean: false };
      isClosed = true;
      resolve();
    });
    // Not "close": that waits for everybody who holds the output, helpers in the background among them.
    child.once("exit", (code, signal) => {
      end ??= { how: signal ? `was ended by ${signal}` : `ended with status ${code}`, isClean: code === 0 };
    });
    child.once("close", () => {
      isClosed = true;
      resolve();
    });
  });
  const signal = (name: NodeJS.Signals) => {
    if (child.pid === undefined) return;
    try {
      process.kill(process.platform === "win32" ? child.pid : -child.pid, name);
    } catch {
      // the group is gone already
    }
  };
  // A wrapper may end well and leave the app behind: what still writes to our pipes or is in the group is the app's.
  const exited = () => (end?.isClean && (!isClosed || groupLives(child.pid)) ? undefined : end);
  // Whatever happens to this process, the app must not outlive it.
  const lastWord = () => signal("SIGKILL");
  process.once("exit", lastWord);
  return {
    output: () => text,
    exited,
    settled: async () => {
      if (end !== undefined) await Promise.race([ended, delay(LAST_WORDS_MS, undefined, { ref: false })]);
      return exited();
    },
    stop: async () => {
      signal("SIGTERM");
      const stopped = await Promise.race([ended.then(() => true), delay(GRACE_MS, false, { ref: false })]);
      if (!stopped) signal("SIGKILL");
      await ended;
      signal("SIGKILL"); // children that outlived the shell
      process.removeListener("exit", lastWord);
    },
  };
}

/** Whether anybody is left in the process group of a child; on Windows there are none. */
function groupLives(pid: number | undefined): boolean {
  if (pid === undefined || process.platform === "win32") return false;
  try {
    return process.kill(-pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
