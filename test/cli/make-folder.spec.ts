import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeFolder } from "../../src/cli/output/make-folder.js";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "appint-folder-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe("a folder that a person named", () => {
  it("is made with those above it, and the topmost new one is told", async () => {
    expect(await makeFolder(join(root, "a", "b", "c"))).toBe(join(root, "a"));
    expect((await stat(join(root, "a", "b", "c"))).isDirectory()).toBe(true);
    expect(await makeFolder(join(root, "a", "b"))).toBeUndefined();
  });

  it("is refused below a file", async () => {
    await writeFile(join(root, "file"), "");
    await expect(makeFolder(join(root, "file", "below"))).rejects.toMatchObject({ code: "ENOTDIR" });
  });

  it.runIf(process.platform === "linux")(
    "is refused where the system makes none, instead of trying for ever",
    async () => {
      await expect(makeFolder("/proc/nowhere/below")).rejects.toMatchObject({ code: "ENOENT" });
    },
  );
});
