/** A real terminal: a shell in tmux, keys go in, the screen comes out. */
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
const LONGEST_WAIT_MS = 10_000;
const LOOK_EVERY_MS = 25;

export interface Terminal extends AsyncDisposable {
  /** What the screen shows, with what has scrolled away, without trailing blanks. */
  screen(): Promise<string>;
  /** Types text as it is. */
  type(text: string): Promise<void>;
  /** Presses keys by tmux's names: `Enter`, `C-c`, `Down`. */
  press(...keys: string[]): Promise<void>;
  /** Pastes a text in one piece, as people do. */
  paste(text: string): Promise<void>;
  /** Makes the window as wide as that. */
  resize(columns: number): Promise<void>;
  /** Where the cursor stands in its line. */
  cursorColumn(): Promise<number>;
  /** Writes every byte that comes out from now on into the file. */
  record(file: string): Promise<void>;
  /** The process that runs in front. */
  inFront(): Promise<number>;
  /** Until the screen shows it. @returns the screen @throws Error with the screen when it never does */
  shows(pattern: RegExp): Promise<string>;
}

/** @param env of the shell, which has nothing else; its prompt is `$ ` */
export async function terminal({
  folder,
  env,
  columns = 100,
}: {
  folder: string;
  env: Record<string, string>;
  columns?: number;
}): Promise<Terminal> {
  const socket = `appint-${randomUUID()}`;
  const tmux = async (...words: string[]) => (await run("tmux", ["-L", socket, "-f", "/dev/null", ...words])).stdout;
  const settings = Object.entries({ PATH: process.env.PATH ?? "", PS1: "$ ", LANG: "C.UTF-8", ...env });
  const shell = ["env", "-i", "TERM=screen", ...settings.map(([name, value]) => `${name}=${value}`), "sh"];
  await tmux("-u", "new-session", "-d", "-s", "one", "-x", String(columns), "-y", "60", "-c", folder, ...shell);

  const screen = async () =>
    (await tmux("-u", "capture-pane", "-p", "-S", "-", "-t", "one"))
      .split("\n")
      .map((line) => line.trimEnd())
      .join("\n")
      .trimEnd();
  return {
    screen,
    type: async (text) => void (await tmux("send-keys", "-t", "one", "-l", text)),
    press: async (...keys) => void (await tmux("send-keys", "-t", "one", ...keys)),
    paste: async (text) => {
      await tmux("set-buffer", "--", text);
      await tmux("paste-buffer", "-t", "one");
    },
    resize: async (width) => void (await tmux("resize-window", "-t", "one", "-x", String(width))),
    cursorColumn: async () => Number(await tmux("display-message", "-p", "-t", "one", "#{cursor_x}")),
    record: async (file) => void (await tmux("pipe-pane", "-t", "one", `cat > ${file}`)),
    inFront: async () => {
      const shell = (await tmux("display-message", "-p", "-t", "one", "#{pane_pid}")).trim();
      const { stdout } = await run("ps", ["-o", "pid=", "--ppid", shell]);
      return Number(stdout.trim().split("\n").at(-1));
    },
    async shows(pattern) {
      const until = Date.now() + LONGEST_WAIT_MS;
      for (;;) {
        const seen = await screen();
        if (pattern.test(seen)) return seen;
        if (Date.now() > until) throw new Error(`the terminal never showed ${pattern}:\n${seen}`);
        await wait(LOOK_EVERY_MS);
      }
    },
    async [Symbol.asyncDispose]() {
      await tmux("kill-server").catch(() => undefined);
    },
  };
}
