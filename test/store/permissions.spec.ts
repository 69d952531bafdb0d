/** What an unprivileged user meets. Root passes every mode bit, so as root this process becomes somebody else first. */
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "../../src/store/open.js";

const NOBODY = 65534;
const isRoot = process.getuid?.() === 0;
let folder: string;
let file: string;

beforeAll(async () => {
  await import("../../src/store/sqlite/driver.js"); // while its files can surely be read
  if (isRoot) process.seteuid?.(NOBODY);
});
afterAll(() => {
  if (isRoot) process.seteuid?.(0);
});
beforeEach(() => {
  if (isRoot) process.seteuid?.(0);
  folder = mkdtempSync(join(tmpdir(), "appint-mode-"));
  if (isRoot) chownSync(folder, NOBODY, NOBODY);
  if (isRoot) process.seteuid?.(NOBODY);
  file = join(folder, "appint.db");
});
afterEach(() => {
  if (isRoot) process.seteuid?.(0);
  rmSync(folder, { recursive: true, force: true });
});

const opening = () => openStore({ file, secretKey: "" }).catch((error) => error);
const make = async () => (await openStore({ file, secretKey: "" })).close();

describe.skipIf(process.platform === "win32")("a database that this user may not use", () => {
  it("is refused when the file cannot be read", async () => {
    await make();
    chmodSync(file, 0);
    expect(await opening()).toMatchObject({ code: "STORE_NO_ACCESS", status: 5 });
  });

  it("is refused when the file is read-only", async () => {
    await make();
    chmodSync(file, 0o400);
    expect(await opening()).toMatchObject({ code: "STORE_READ_ONLY", status: 5 });
  });

  it("is refused when nothing can be made in its folder", async () => {
    await make();
    chmodSync(folder, 0o500);
    expect(await opening()).toMatchObject({ code: "STORE_READ_ONLY", status: 5 });
    file = join(folder, "new.db");
    expect(await opening()).toMatchObject({ code: "STORE_NO_ACCESS", status: 5 });
    file = join(folder, ".appint", "appint.db");
    expect(await opening()).toMatchObject({ code: "STORE_NO_ACCESS", status: 5 });
  });

  it("is refused when its folder cannot be entered", async () => {
    mkdirSync(join(folder, "locked"), { mode: 0 });
    file = join(folder, "locked", "appint.db");
    expect(await opening()).toMatchObject({ code: "STORE_NO_ACCESS", status: 5 });
  });

  it("is refused when its key cannot be read", async () => {
    await make();
    chmodSync(`${file}.key`, 0);
    expect(await opening()).toMatchObject({ code: "SECRET_KEY_UNREADABLE", status: 5 });
  });

  it("is opened again when the rights are back", async () => {
    await make();
    chmodSync(file, 0o400);
    await opening();
    chmodSync(file, 0o600);
    await make();
    writeFileSync(join(folder, "still"), "mine");
  });
});
