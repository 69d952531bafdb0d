/** The app under test as a child: started with the integration's values in its environment, stopped with all it started. */
import { spawn } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";

export interface AppProcess {
  /** The last 100,000 characters that it wrote. */
  output(): string;
  /** Set once it has ended by itself. */
  exited(): string | undefined;
  stop(): Promise<void>;
}

const KEPT = 100_000;
const GRACE_MS = 3000;

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
  let end: string | undefined;
  const keep = (chunk: Buffer) => {
    text = (text + chunk.toString("utf8")).slice(-KEPT);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const ended = new Promise<void>((resolve) => {
    child.once("error", (error) => {
      end ??= error.message;
      resolve();
    });
    child.once("close", (code, signal) => {
      end ??= signal ? `was ended by ${signal}` : `ended with status ${code}`;
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
  // Whatever happens to this process, the app must not outlive it.
  const lastWord = () => signal("SIGKILL");
  process.once("exit", lastWord);
  return {
    output: () => text,
    exited: () => end,
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
