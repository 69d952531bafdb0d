/** Questions line by line, without a terminal: what is told, what an answer means, what is never echoed. */
import { EventEmitter } from "node:events";
import { setImmediate as soon } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { PickQuestion, TextQuestion } from "../../../src/cli/prompts/asker.js";
import { plainAsker } from "../../../src/cli/prompts/plain/asker.js";
import type { TypingStream } from "../../../src/cli/prompts/plain/typed-lines.js";
import { Problem } from "../../../src/problem.js";

/** A terminal that types the next chunk whenever it is asked, and keeps what it is told. */
function terminal(...chunks: string[]) {
  const interrupted = new AbortController();
  const modes: boolean[] = [];
  let told = "";
  const input = Object.assign(new EventEmitter(), {
    pause: () => undefined,
    resume: () => {
      const chunk = chunks.shift();
      if (chunk === "INTERRUPT") interrupted.abort();
      else if (chunk === "END") input.emit("end");
      else if (chunk !== undefined) input.emit("data", Buffer.from(chunk));
    },
    setRawMode: (raw: boolean) => void modes.push(raw),
  });
  const output = {
    write: (text: string) => {
      told += text;
    },
  };
  const asker = plainAsker({ input: input as unknown as TypingStream, output, signal: interrupted.signal });
  return { asker, modes, told: () => told, input };
}

const text = (more: Partial<TextQuestion<string>> = {}): TextQuestion<string> => ({
  message: "Name",
  help: ["what it is called"],
  canGoBack: true,
  optional: false,
  prefill: "",
  joiner: ", ",
  read: async (typed) => {
    if (typed === "") throw new Problem("X", 2, "nothing", "the name is empty", "type it");
    return typed;
  },
  reason: ({ why }) => why,
  ...more,
});
const rows = ["one", "two", "three"].map((label) => ({ value: label.toUpperCase(), label }));
const pick = (more: Partial<PickQuestion> = {}): PickQuestion => ({
  ...{ message: "Which?", help: ["pick one"], canGoBack: true, rows },
  ...more,
});

describe("a question for a text", () => {
  it.each<[string, string[], Partial<TextQuestion<string>>, unknown]>([
    ["takes a line", ["Wiki\n"], {}, { answer: "Wiki" }],
    ["takes what stands there", ["\n"], { prefill: "Wiki" }, { answer: "Wiki" }],
    [
      "is emptied by a hyphen",
      ["-\n"],
      { prefill: "Wiki", optional: true, read: async (typed) => typed },
      { answer: "" },
    ],
    ["takes a hyphen where it must not be empty", ["-\n"], { prefill: "Wiki" }, { answer: "-" }],
    ["helps and waits", ["?\n", "Wiki\n"], {}, { answer: "Wiki" }],
    ["says what is wrong and waits", ["\n", "Wiki\n"], {}, { answer: "Wiki" }],
    ["goes back", ["<\n"], {}, { back: true }],
    ["cannot go back from the first", ["<\n"], { canGoBack: false }, { answer: "<" }],
    ["joins pasted lines", ["a\nb\n\nc\n"], {}, { answer: "a, b, c" }],
    ["takes Windows line ends", ["a\r\n"], {}, { answer: "a" }],
  ])("%s", async (_, chunks, more, reply) => {
    expect(await terminal(...chunks).asker.text(text(more))).toEqual(reply);
  });

  it("tells the question, its keys, help and faults as lines, and not one control character", async () => {
    const { asker, told } = terminal("?\n", "\n", "Wiki\n");
    await asker.text(text({ message: "Na\u001b[31mme", notice: "look here" }));
    expect(told()).toBe(
      "Na\\u001b[31mme\n(? helps; < goes back)\nError: look here\n> what it is called\n> Error: the name is empty\n> ",
    );
  });

  it("keeps a secret off the screen, and the terminal as it was", async () => {
    const { asker, told, modes } = terminal("s3crex\u007ft\r");
    expect(await asker.text(text({ secret: true }))).toEqual({ answer: "s3cret" });
    expect(told()).toContain("what you type is not shown");
    expect(told()).not.toContain("s3cre");
    expect(modes).toEqual([true, false]);
  });

  it.each([
    ["an interruption", "INTERRUPT", {}],
    ["the end of input", "END", {}],
    ["Ctrl-C at a secret", "s3\u0003", { secret: true }],
  ])("ends with %s", async (_, chunk, more) => {
    const { asker, modes } = terminal(chunk);
    await expect(asker.text(text(more))).rejects.toMatchObject({ code: "CANCELLED", status: 130 });
    expect(modes.at(-1) ?? false).toBe(false);
  });

  it("passes on an error that is no answer to the person", async () => {
    const broken = async () => {
      throw new TypeError("broken");
    };
    await expect(terminal("x\n").asker.text(text({ read: broken }))).rejects.toThrow("broken");
  });

  it("does not take what was typed before it for its answer", async () => {
    const { asker, input } = terminal("", "Wiki\n");
    input.emit("data", Buffer.from("too early\n"));
    const reply = asker.text(text());
    await soon();
    input.emit("data", Buffer.from("Wiki\n"));
    expect(await reply).toEqual({ answer: "Wiki" });
  });
});

describe("a list", () => {
  it.each<[string, string[], Partial<PickQuestion>, unknown]>([
    ["takes a number", ["2\n"], {}, { answer: "TWO" }],
    ["takes what is offered", ["\n"], { selected: "THREE" }, { answer: "THREE" }],
    ["offers nothing where nothing is selected", ["\n", "1\n"], {}, { answer: "ONE" }],
    ["refuses other numbers", ["0\n", "4\n", "-1\n", "1\n"], {}, { answer: "ONE" }],
    ["is narrowed by words, and then offers nothing", ["t\n", "\n", "3\n"], { selected: "ONE" }, { answer: "THREE" }],
    ["counts what is left", ["th\n", "1\n"], { selected: "ONE" }, { answer: "THREE" }],
    ["is whole again where nothing fits", ["zzz\n", "3\n"], {}, { answer: "THREE" }],
    ["goes back", ["<\n"], {}, { back: true }],
  ])("%s", async (_, chunks, more, reply) => {
    expect(await terminal(...chunks).asker.pick(pick(more))).toEqual(reply);
  });

  it("tells long lists in portions, and reads them in pages", async () => {
    const asked: (string | undefined)[] = [];
    const source = async (_search: string, after?: string) => {
      asked.push(after);
      const from = Number(after ?? 0);
      const some = Array.from({ length: 30 }, (_, index) => ({ value: `${from + index}`, label: `n${from + index}` }));
      return { rows: some, next: from < 60 ? String(from + 30) : undefined };
    };
    const { asker, told } = terminal("41\n", "+\n", "+\n", "41\n");
    expect(await asker.pick(pick({ rows: source }))).toEqual({ answer: "40" });
    expect(asked).toEqual([undefined, "30"]);
    expect(told()).toContain("20. n19\n+ tells more, words search\n");
    expect(told()).toContain("Error: type a number from 1 to 20\n");
  });

  it("that is empty says so", async () => {
    const { asker, told } = terminal("<\n");
    await asker.pick(pick({ rows: [] }));
    expect(told()).toContain("The list is empty\n");
  });
});
