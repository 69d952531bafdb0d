import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { beginFile, isUnfinished, writeWholeFile } from "../../src/whole-file.js";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "appint-whole-"));
  file = join(folder, "report.xml");
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("a file that is written whole", () => {
  it("is not there before its end, and what is there is known as unfinished, for its owner alone", () => {
    const begun = beginFile(file);
    begun.write("one ");
    const [name = "", ...more] = readdirSync(folder);
    expect(more).toEqual([]);
    expect([name.startsWith("report.xml."), isUnfinished(name)]).toEqual([true, true]);
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);

    begun.write("two");
    begun.finish({ force: false });
    expect(readdirSync(folder)).toEqual(["report.xml"]);
    expect(readFileSync(file, "utf8")).toBe("one two");
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("that is abandoned leaves nothing, twice too, and not what has the name", () => {
    writeFileSync(file, "other");
    const begun = beginFile(file);
    begun.abandon();
    begun.abandon();
    expect(readdirSync(folder)).toEqual(["report.xml"]);
    expect(readFileSync(file, "utf8")).toBe("other");
  });

  it("does not take a name that somebody took meanwhile, unless told to", () => {
    const begun = beginFile(file);
    writeFileSync(file, "other");
    expect(() => begun.finish({ force: false })).toThrow(/EEXIST/);
    begun.abandon();
    expect(readdirSync(folder)).toEqual(["report.xml"]);
    expect(readFileSync(file, "utf8")).toBe("other");
    writeWholeFile(file, "mine");
    expect(readFileSync(file, "utf8")).toBe("mine");
  });

  it("takes the place of a link, and leaves alone what it points to", () => {
    const target = join(folder, "target");
    writeFileSync(target, "kept");
    chmodSync(target, 0o644);
    symlinkSync(target, file);
    writeWholeFile(file, "mine");
    expect([readFileSync(target, "utf8"), readFileSync(file, "utf8")]).toEqual(["kept", "mine"]);
  });

  it("in place of a folder is refused, and leaves nothing", () => {
    rmSync(file, { force: true });
    expect(() => writeWholeFile(join(folder, "no", "such.xml"), "x")).toThrow(/ENOENT/);
    expect(() => writeWholeFile(folder, "x")).toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each(["report.xml", "report.xml.4711.part", ".appint-unfinished", "a.short.appint-unfinished"])(
    "%s is the name of no unfinished one",
    (name) => expect(isUnfinished(name)).toBe(false),
  );
});
