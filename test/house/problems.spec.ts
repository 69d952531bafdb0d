import { describe, expect, it } from "vitest";
import { sourceFiles } from "./source-files.js";

/** Two factories for one meaning, each with the words of its place. */
const TWICE = new Map([["CANCELLED", 2]]); // a question left by Ctrl-C; a test interrupted by it

const made = sourceFiles().flatMap(({ path, text }) =>
  [...text.matchAll(/(?:new Problem|taken)\(\s*([^,\s]+),/g)].map(([, code = ""]) => ({ path, code })),
);
const named = made
  .filter(({ code }) => code.startsWith('"'))
  .map(({ path, code }) => ({ path, code: code.slice(1, -1) }));

describe("problems", () => {
  it("are found in the source", () => {
    expect(named.length).toBeGreaterThan(80);
  });

  it("have codes in capitals", () => {
    expect(named.filter(({ code }) => !/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(code))).toEqual([]);
  });

  it("have one factory a code", () => {
    const count = new Map<string, string[]>();
    for (const { path, code } of named) count.set(code, [...(count.get(code) ?? []), path]);
    const shared = [...count].filter(([code, paths]) => paths.length > (TWICE.get(code) ?? 1));
    expect(shared).toEqual([]);
  });

  it("with a code that is made up at run time are few and known", () => {
    const others = made.filter(({ code }) => !code.startsWith('"')).map(({ path, code }) => `${path} ${code}`);
    expect(others.sort()).toEqual([
      "src/cli/sp-metadata.ts error.code", // the reader's problem, with the source in front
      "src/store/problems.ts `${kind.toUpperCase()}_GONE`",
      "src/store/problems.ts code", // `taken`, whose callers name it
    ]);
  });

  it("say what and why without a full stop", () => {
    const withStop = sourceFiles().flatMap(({ path, text }) =>
      [...text.matchAll(/new Problem\(\s*"[A-Z_0-9]+",\s*\d+,\s*[`"](.*?[^\\])[`"],\s*[`"](.*?[^\\])[`"],/gs)]
        .filter(([, what = "", why = ""]) => /[^.]\.$/.test(what) || /[^.]\.$/.test(why))
        .map(([, what]) => `${path}: ${what}`),
    );
    expect(withStop).toEqual([]);
  });
});
