/** Lines as a terminal in its own line mode hands them over: nothing is drawn, the terminal echoes what is typed. */
import { setImmediate as soon } from "node:timers/promises";
import { cancelled } from "../../problems.js";

/** What of `process.stdin` is needed. */
export interface TypingStream {
  on(event: string, listener: (...args: never[]) => void): unknown;
  removeListener(event: string, listener: (...args: never[]) => void): unknown;
  resume(): unknown;
  pause(): unknown;
  setRawMode?(raw: boolean): unknown;
}

/** The keys that end or mend a line while the terminal does not do it itself. */
const [INTERRUPT, END, BACKSPACE, DELETE] = ["\u0003", "\u0004", "\b", "\u007f"];

export class TypedLines {
  private waiting: { resolve(line: string): void; reject(error: unknown): void } | undefined;
  private more: string[] = [];
  private rest = "";
  private isHidden = false;
  private readonly decoder = new TextDecoder();

  constructor(
    private readonly input: TypingStream,
    private readonly signal: AbortSignal,
  ) {
    input.on("data", this.take);
    input.on("end", this.stop);
    input.on("error", this.stop); // the terminal is gone
    signal.addEventListener("abort", this.stop);
  }

  /**
   * The next line. Lines that come in one breath were pasted: they arrive as one, with the joiner between them.
   * What was typed before the question is not taken for its answer.
   *
   * @param hidden keeps the terminal from echoing
   * @throws Problem CANCELLED when the person interrupts or the input ends
   */
  async next(joiner: string, { hidden = false }: { hidden?: boolean } = {}): Promise<string> {
    if (this.signal.aborted) throw cancelled();
    this.more = [];
    this.isHidden = hidden;
    if (hidden) this.input.setRawMode?.(true);
    try {
      const typed = new Promise<string>((resolve, reject) => {
        this.waiting = { resolve, reject };
      });
      this.input.resume();
      const first = await typed;
      await soon(); // the rest of a paste is here by then
      return [first, ...this.more.filter((text) => text.trim() !== "")].join(joiner);
    } finally {
      this.waiting = undefined;
      if (hidden) this.input.setRawMode?.(false);
      this.input.pause();
    }
  }

  close(): void {
    this.input.removeListener("data", this.take);
    this.input.removeListener("end", this.stop);
    this.input.removeListener("error", this.stop);
    this.signal.removeEventListener("abort", this.stop);
    this.input.pause();
  }

  private readonly stop = (): void => this.waiting?.reject(cancelled());

  private readonly take = (chunk: Buffer): void => {
    for (const character of this.decoder.decode(chunk, { stream: true })) {
      if (character === "\r" || character === "\n") this.endLine();
      else if (this.isHidden && (character === INTERRUPT || character === END)) this.stop();
      else if (this.isHidden && (character === BACKSPACE || character === DELETE)) this.rest = this.rest.slice(0, -1);
      else this.rest += character;
    }
  };

  private endLine(): void {
    const line = this.rest;
    this.rest = "";
    if (this.waiting) {
      const { resolve } = this.waiting;
      this.waiting = undefined;
      resolve(line);
    } else this.more.push(line);
  }
}
