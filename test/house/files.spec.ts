import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { sourceFiles } from "./source-files.js";

const files = sourceFiles();
const lines = (text: string) => text.split("\n").length - 1;

describe("files of src", () => {
  it("are short: over 300 lines only with the reason at the top", () => {
    const long = files.filter(({ text }) => lines(text) > 300 && !/Long because/.test(text.slice(0, 1000)));
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it("have a median under 90 lines", () => {
    const sizes = files.map(({ text }) => lines(text)).sort((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThan(90);
  });

  it("are named after what is in them", () => {
    const vague = files.filter(({ path }) => /\b(utils?|helpers?|commons?|managers?|data|info|misc)\b/.test(path));
    expect(vague.map(({ path }) => path)).toEqual([]);
  });

  it("are named in kebab case", () => {
    const others = files.filter(
      ({ path }) => !/^([a-z0-9-]+\.)?[a-z0-9-]+\.ts$/.test(basename(path).replace(".d.ts", ".ts")),
    );
    expect(others.map(({ path }) => path)).toEqual([]);
  });

  it("leave nothing for later", () => {
    const later = files.filter(({ text }) => /\b(TODO|FIXME|XXX|HACK)\b/.test(text));
    expect(later.map(({ path }) => path)).toEqual([]);
  });

  it("never end the process and never print past Output", () => {
    const printing = files.filter(
      ({ path, text }) =>
        /process\.exit\(|console\.(log|info|warn)\(/.test(text) && path !== "src/cli/output/output.ts",
    );
    expect(printing.map(({ path }) => path)).toEqual([]);
  });
});
