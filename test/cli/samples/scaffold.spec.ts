import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { scaffold } from "../../../src/cli/samples/scaffold.js";

const FILES = { "app.js": "// app\n", "package.json": "{}\n" };

describe("a scaffold", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "appint-scaffold-"));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const read = (folder: string) =>
    Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));

  it("makes a new folder, with those above it, that others may read as any folder of the person", async () => {
    const folder = join(root, "a", "b");
    await scaffold(folder, FILES);
    expect(read(folder)).toEqual(FILES);
    mkdirSync(join(root, "plain"));
    expect(statSync(folder).mode).toBe(statSync(join(root, "plain")).mode);
    expect(readdirSync(join(root, "a"))).toEqual(["b"]);
  });

  it("fills an empty folder and leaves nothing else in it", async () => {
    await scaffold(root, FILES);
    expect(read(root)).toEqual(FILES);
  });

  it.each([["a file of the person"], [".git"]])("never mixes with %s", async (name) => {
    writeFileSync(join(root, name), "mine");
    await expect(scaffold(root, FILES)).rejects.toMatchObject({ code: "FOLDER_NOT_EMPTY", status: 4 });
    expect(read(root)).toEqual({ [name]: "mine" });
  });

  it("never replaces a file", async () => {
    writeFileSync(join(root, "app"), "mine");
    await expect(scaffold(join(root, "app"), FILES)).rejects.toMatchObject({ code: "NOT_A_FOLDER" });
    await expect(scaffold(join(root, "app", "below"), FILES)).rejects.toMatchObject({ code: "NOT_A_FOLDER" });
    expect(read(root)).toEqual({ app: "mine" });
  });

  it.each([
    ["a new folder", "new/er"],
    ["an empty folder", "empty"],
  ])("that fails half-way leaves nothing of %s that was not there", async (_, name) => {
    mkdirSync(join(root, "empty"));
    const files = { ...FILES, "no/such/folder.js": "" };
    await expect(scaffold(join(root, name), files)).rejects.toMatchObject({ code: "FOLDER_NOT_WRITABLE", status: 5 });
    expect(readdirSync(root, { recursive: true })).toEqual(["empty"]);
  });
});
