/**
 * Questions line by line, for screen readers and for terminals that can do no more: no cursor is moved, nothing is drawn
 * anew, no escape sequence is written. `?` helps, `<` goes back, Enter takes what is offered.
 */
import { Problem } from "../../../problem.js";
import { printable } from "../../output/style.js";
import type { Asker, PickQuestion, Reply, TextQuestion } from "../asker.js";
import { NumberedList } from "./numbered-list.js";
import { TypedLines, type TypingStream } from "./typed-lines.js";

/** @param signal ends the question that is open, with the problem CANCELLED */
export function plainAsker({
  input,
  output,
  signal,
}: {
  input: TypingStream;
  output: { write(text: string): unknown };
  signal: AbortSignal;
}): Asker {
  const typed = new TypedLines(input, signal);
  const tell = (line: string) => void output.write(`${printable(line)}\n`);
  const answer = async (joiner = " ", hidden = false) => {
    output.write("> ");
    try {
      return (await typed.next(joiner, { hidden })).trim();
    } finally {
      if (hidden) output.write("\n"); // the Enter was not echoed either
    }
  };

  async function text<T>(question: TextQuestion<T>): Promise<Reply<T>> {
    const { message, optional, prefill, secret = false, canGoBack } = question;
    const kept = prefill !== "" ? `Enter keeps ${prefill}` : optional ? "Enter leaves it empty" : "";
    const empties = optional && prefill !== "";
    tell(`${message}${optional ? " (optional)" : ""}`);
    hint([kept, empties ? "- empties it" : "", secret ? "what you type is not shown" : "", ...commands(canGoBack)]);
    if (question.notice) tell(`Error: ${question.notice}`);
    for (;;) {
      const line = await answer(question.joiner, secret);
      if (line === "?") question.help.forEach(tell);
      else if (line === "<" && canGoBack) return { back: true };
      else {
        try {
          return { answer: await question.read(line === "" ? prefill : empties && line === "-" ? "" : line) };
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          tell(`Error: ${question.reason(error)}`);
        }
      }
    }
  }

  async function pick(question: PickQuestion): Promise<Reply<string>> {
    const { message, canGoBack } = question;
    const list = new NumberedList(question, tell);
    await list.find("");
    tell(message);
    hint(["type a number", list.offered ? `Enter takes ${list.offered}` : "", ...commands(canGoBack)]);
    if (question.notice) tell(`Error: ${question.notice}`);
    await list.tellMore();
    for (;;) {
      const line = await answer();
      const row = list.numbered(line);
      if (line === "?") question.help.forEach(tell);
      else if (line === "<" && canGoBack) return { back: true };
      else if (line === "" && list.offered && question.selected !== undefined) return { answer: question.selected };
      else if (row) {
        tell(row.label); // what the number meant
        return { answer: row.value };
      } else if (line === "+") await list.tellMore();
      else if (/^\d+$/.test(line) || (line === "" && !list.isNarrowed))
        tell(`Error: type a number from 1 to ${list.last}`);
      else {
        await list.find(line);
        await list.tellMore();
      }
    }
  }

  const hint = (parts: readonly string[]) => tell(`(${parts.filter(Boolean).join("; ")})`);
  // What was typed stands there already; what a number meant is said.
  const answered: Asker["answered"] = (term, given, { isEarlier = false } = {}) => {
    if (isEarlier) tell(`${term}: ${given}`);
  };
  return { text, pick, answered, close: () => typed.close() };
}

const commands = (canGoBack: boolean): string[] => ["? helps", ...(canGoBack ? ["< goes back"] : [])];
