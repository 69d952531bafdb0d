/** A line of text that is judged where it stands: the reason appears below it, and the person goes on typing. */
import type { Interface } from "node:readline";
import { createPrompt, isEnterKey, useEffect, useKeypress, useRef, useState } from "@inquirer/core";
import { Problem } from "../../../problem.js";
import type { Style } from "../../output/style.js";
import type { Reply, TextQuestion } from "../asker.js";
import { below, columns, head, isBackKey, isHelpKey, type PressedKey, watchTerminal } from "./frame.js";

export interface TextPrompt {
  question: TextQuestion<unknown>;
  style: Style;
}

/** `failed`: an error that is no answer to the person; it ends the prompt, so that the terminal is put in order first. */
export type TextResult = Reply<unknown> | { failed: unknown };

export default createPrompt<TextResult, TextPrompt>(({ question, style }, done) => {
  const [line, setLine] = useState("");
  const [error, setError] = useState<string | undefined>(question.notice);
  const [isReading, setReading] = useState(false);
  const [isHelping, setHelping] = useState(false);
  const [, setWidth] = useState(columns());
  /** The line at an Enter behind which more may come in the same breath: then it was pasted, not sent. */
  const entered = useRef<string | undefined>(undefined);
  /** What stands in the line; it is drawn once the keys that came in one breath are all in, however many they are. */
  const current = useRef("");
  const isDrawing = useRef(false);
  const isOver = useRef(false);

  useEffect((rl) => {
    rl.write(question.prefill);
    current.current = question.prefill;
    setLine(question.prefill);
    return watchTerminal(rl as unknown as Interface, () => setWidth(columns()));
  }, []);

  const changed = (text: string) => {
    current.current = text;
    question.typed?.(text);
    if (isDrawing.current) return;
    isDrawing.current = true;
    setImmediate(() => {
      isDrawing.current = false;
      if (isOver.current) return;
      setLine(current.current);
      setError(undefined);
    });
  };
  const end = (result: TextResult) => {
    isOver.current = true;
    done(result);
  };

  async function send(text: string, rl: Interface): Promise<void> {
    setReading(true);
    try {
      const answer = await question.read(text);
      end({ answer });
    } catch (thrown) {
      if (!(thrown instanceof Problem)) return end({ failed: thrown });
      replaceLine(rl, text); // whatever was typed meanwhile would be a surprise
      current.current = text;
      setLine(text);
      setReading(false);
      setError(question.reason(thrown));
    }
  }

  useKeypress((event, readline) => {
    const [key, rl] = [event as PressedKey, readline as unknown as Interface];
    if (isReading) return;
    if (isEnterKey(event)) {
      const isMore = entered.current !== undefined; // the second half of a line end, or an empty line of a paste
      entered.current ??= current.current;
      rl.write(entered.current); // Enter has emptied it
      if (isMore) return;
      setImmediate(() => {
        const text = entered.current;
        entered.current = undefined;
        if (text !== undefined) void send(text, rl);
      });
      return;
    }
    if (entered.current !== undefined) {
      const [before, more] = [entered.current, rl.line.slice(entered.current.length)];
      entered.current = undefined;
      replaceLine(rl, before === "" ? more : before + question.joiner + more);
      return changed(rl.line);
    }
    if (isHelpKey(key, rl.line)) {
      if (key.name !== "f1") replaceLine(rl, "");
      return setHelping(!isHelping);
    }
    if (isBackKey(key)) {
      if (question.canGoBack) end({ back: true, typed: rl.line });
      return;
    }
    if (/\p{Cc}/u.test(rl.line)) replaceLine(rl, rl.line.replace(/\p{Cc}+/gu, " "));
    if (rl.line !== current.current) changed(rl.line);
  });

  const shown = question.secret ? "•".repeat(line.length) : line;
  const message = `${question.message}${question.optional ? " (optional)" : ""}`;
  const keys: [string, string][] = [["Enter", isReading ? "… reading" : "next"]];
  if (question.canGoBack) keys.push(["Shift-Tab", "back"]);
  keys.push([line === "" ? "?" : "F1", isHelping ? "hide help" : "help"], ["Ctrl-C", "leave"]);
  return [head(message, style) + shown, below({ style, error, help: isHelping ? question.help : undefined, keys })];
});

/** Puts a text into the line that is being typed, the cursor behind it. */
function replaceLine(rl: Interface, text: string): void {
  (rl as unknown as { clearLine(): void }).clearLine();
  rl.write(text);
}
