/** The two prompts that are drawn, on streams instead of a terminal: what a key does, and what no key may do. */
import { PassThrough } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import type { PickQuestion, TextQuestion } from "../../../src/cli/prompts/asker.js";
import pickPrompt from "../../../src/cli/prompts/rich/pick-prompt.js";
import textPrompt from "../../../src/cli/prompts/rich/text-prompt.js";
import { Problem } from "../../../src/problem.js";

const same = (text: string) => text;
const style = { bold: same, dim: same, green: same, red: same, yellow: same, cyan: same };
const [ENTER, UP, DOWN, BACK, F1, ESCAPE, DELETE] = ["\r", "\x1b[A", "\x1b[B", "\x1b[Z", "\x1bOP", "\x1b", "\x7f"];

/** Streams on which a prompt is drawn; keys go in once the screen shows what they answer. */
function screen() {
  const input = new PassThrough();
  const output = new PassThrough();
  let all = "";
  output.setEncoding("utf8").on("data", (text: string) => {
    all += text;
  });
  const shows = async (text: string) => {
    for (let left = 400; !stripVTControlCharacters(all).includes(text); left--) {
      if (left === 0) throw new Error(`never shown: ${text}\n${stripVTControlCharacters(all)}`);
      await wait(5);
    }
    all = "";
  };
  return { context: { input, output }, shows, press: (keys: string) => void input.write(keys), shown: () => all };
}

const text = (more: Partial<TextQuestion<unknown>> = {}): TextQuestion<unknown> => ({
  ...{ message: "Name", help: ["what it is called"], canGoBack: true, optional: false, prefill: "", joiner: ", " },
  read: async (typed) => {
    if (typed.trim() === "") throw new Problem("X", 2, "nothing", "the name is empty", "type it");
    return typed;
  },
  reason: ({ why }) => why,
  ...more,
});

describe("a text", () => {
  /** Presses each as soon as the text in front of it is shown. */
  async function ask(question: TextQuestion<unknown>, ...steps: [shown: string, keys: string][]) {
    const { context, shows, press } = screen();
    const reply = textPrompt({ question, style }, context as never);
    for (const [shown, keys] of steps) {
      await shows(shown);
      press(keys);
    }
    return await reply;
  }

  it("is what stands there at Enter", async () => {
    expect(await ask(text({ prefill: "Wi" }), ["? Name Wi", "ki"], ["Wiki", ENTER])).toEqual({ answer: "Wiki" });
  });

  it("is refused with the reason, and stays to be mended", async () => {
    const reply = await ask(text(), ["? Name", `  ${ENTER}`], ["✖ the name is empty", "x"], ["? Name   x", ENTER]);
    expect(reply).toEqual({ answer: "  x" });
  });

  it("is helped by ? alone, and by F1 in the middle, with what was typed untouched", async () => {
    const reply = await ask(
      text(),
      ["? help", "?"],
      ["what it is called", "a?b"],
      ["F1 hide help", F1],
      ["F1 help", F1],
      ["what it is called", ENTER],
    );
    expect(reply).toEqual({ answer: "a?b" });
  });

  it.each([
    ["Shift-Tab", BACK],
    ["Escape", ESCAPE],
  ])("goes back by %s and takes along what was typed", async (_, key) => {
    expect(await ask(text({ prefill: "half" }), ["Name half", key])).toEqual({ back: true, typed: "half" });
  });

  it("does not go back from the first question", async () => {
    const reply = await ask(text({ canGoBack: false, prefill: "x" }), ["Name x", BACK + ENTER]);
    expect(reply).toEqual({ answer: "x" });
  });

  it("that is pasted over several lines is one answer, whatever ends the lines", async () => {
    for (const [end, last] of [
      ["\r", ""],
      ["\r\n", "\r\n"],
      ["\n\n", "\n"],
    ] as const) {
      const pasted = `a${end}b${end}c${last}`;
      const steps: [string, string][] = [["? Name", pasted]];
      if (last === "") steps.push(["a, b, c", ENTER]);
      expect(await ask(text(), ...steps)).toEqual({ answer: "a, b, c" });
    }
  });

  it("never holds a control character, not even a tab", async () => {
    expect(await ask(text(), ["? Name", "a\tb\u0001"], ["Name a b", ENTER])).toEqual({ answer: "a b" });
  });

  it("that is a secret is never shown", async () => {
    const { context, shows, press, shown } = screen();
    const reply = textPrompt({ question: text({ secret: true }), style }, context as never);
    await shows("? Name");
    press("s3cret");
    await shows("••••••");
    press(ENTER);
    expect(await reply).toEqual({ answer: "s3cret" });
    expect(shown()).not.toContain("s3cret");
  });

  it("hands an error of its reader on instead of dying of it", async () => {
    const broken = new TypeError("broken");
    const question = text({ read: () => Promise.reject(broken) });
    expect(await ask(question, ["? Name", "x"], ["Name x", ENTER])).toEqual({ failed: broken });
  });

  it("tells of every change, for the draft", async () => {
    const typed: string[] = [];
    await ask(
      text({ typed: (line) => void typed.push(line) }),
      ["? Name", "ab"],
      ["Name ab", DELETE],
      ["Name a", ENTER],
    );
    expect(typed).toEqual(["a", "ab", "a"]);
  });
});

describe("a list", () => {
  const rows = [
    { value: "1", label: "one", about: "the first" },
    { line: true as const },
    { value: "2", label: "two", detail: "zwei" },
    { value: "3", label: "three" },
  ];
  const pick = (more: Partial<PickQuestion> = {}): PickQuestion => ({
    ...{ message: "Which?", help: ["pick one"], canGoBack: true, rows },
    ...more,
  });
  async function ask(question: PickQuestion, ...steps: [shown: string, keys: string][]) {
    const { context, shows, press } = screen();
    const reply = pickPrompt({ question, style }, context as never);
    for (const [shown, keys] of steps) {
      await shows(shown);
      press(keys);
    }
    return await reply;
  }

  it("begins at what is selected, else at the first row, and moves over lines", async () => {
    expect(await ask(pick({ selected: "3" }), ["❯ three", ENTER])).toEqual({ answer: "3" });
    expect(await ask(pick(), ["❯ one", DOWN], ["❯ two", UP], ["❯ one", UP + DOWN], ["❯ two", ENTER])).toEqual({
      answer: "2",
    });
  });

  it("is narrowed by what is typed, in labels and details, and Escape takes that away first", async () => {
    expect(await ask(pick(), ["❯ one", "ZWEI"], ["❯ two", ENTER])).toEqual({ answer: "2" });
    expect(await ask(pick(), ["❯ one", "zzz"], ['nothing fits "zzz"', ENTER + ESCAPE], ["❯ one", ESCAPE])).toEqual({
      back: true,
    });
  });

  it("shows a row's meaning, the help that is asked for, and what is wrong", async () => {
    const steps: [string, string][] = [
      ["the first", "?"],
      ["pick one", "?"],
      ["the first", ENTER],
    ];
    expect(await ask(pick({ notice: "something is missing" }), ...steps)).toEqual({ answer: "1" });
    const { context, shows } = screen();
    const open = pickPrompt({ question: pick({ notice: "something is missing" }), style }, context as never);
    await shows("✖ something is missing");
    context.input.write(ENTER);
    await open;
  });

  it("shows a name without what it could do to the terminal", async () => {
    const evil = [{ value: "1", label: "a\u001b[2Jb\u202e", detail: "x\u0007" }];
    expect(await ask(pick({ rows: evil }), ["❯ a\\u001b[2Jb\\u202e  x\\u0007", ENTER])).toEqual({ answer: "1" });
  });

  it("hands an error of its source on", async () => {
    const failed = new Error("no database");
    expect(await ask(pick({ rows: () => Promise.reject(failed) }))).toEqual({ failed });
  });

  it("takes the answer to the last search, not the one that comes last", async () => {
    const source = async (search: string) => {
      await wait(search === "a" ? 60 : 5);
      return { rows: [{ value: search, label: `found ${search}` }] };
    };
    const { context, shows, press } = screen();
    const reply = pickPrompt({ question: pick({ rows: source }), style }, context as never);
    await shows("❯ found");
    press("a");
    await shows("Which? a");
    press("b");
    await shows("❯ found ab");
    await wait(80);
    press(ENTER);
    expect(await reply).toEqual({ answer: "ab" });
  });
});
