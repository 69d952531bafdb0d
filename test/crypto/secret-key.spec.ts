import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeSecretKeyFile, readSecretKeyFile, secretKeyFromText } from "../../src/crypto/secret-key.js";

let folder: string;
let keyFile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "appint-key-"));
  keyFile = join(folder, "appint.db.key");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a key file", () => {
  it("is made once, for its owner only, and leaves no draft behind", () => {
    const key = makeSecretKeyFile(keyFile);
    expect(key).toHaveLength(32);
    expect(makeSecretKeyFile(keyFile)).toEqual(key);
    expect(readSecretKeyFile(keyFile)).toEqual(key);
    expect((statSync(keyFile).mode & 0o777).toString(8)).toBe("600");
    expect(readdirSync(folder)).toEqual(["appint.db.key"]);
    expect(readFileSync(keyFile, "utf8")).toBe(`${key.toString("hex")}\n`);
  });

  it("is never overwritten, even when it holds no key", () => {
    writeFileSync(keyFile, "precious");
    expect(() => makeSecretKeyFile(keyFile)).toThrow(expect.objectContaining({ code: "SECRET_KEY_DAMAGED" }));
    expect(readFileSync(keyFile, "utf8")).toBe("precious");
    expect(readdirSync(folder)).toEqual(["appint.db.key"]);
  });

  it("that is missing is lost; one in a missing folder cannot be made", () => {
    expect(() => readSecretKeyFile(keyFile)).toThrow(expect.objectContaining({ code: "SECRET_KEY_LOST", status: 5 }));
    expect(existsSync(keyFile)).toBe(false);
    expect(() => makeSecretKeyFile(join(folder, "none", "key"))).toThrow(
      expect.objectContaining({ code: "SECRET_KEY_UNREADABLE", status: 5 }),
    );
    expect(() => readSecretKeyFile(folder)).toThrow(expect.objectContaining({ code: "SECRET_KEY_UNREADABLE" }));
  });
});

describe("a key in a setting", () => {
  const bytes = Buffer.from(Array.from({ length: 32 }, (_, at) => 255 - at));

  it("is 32 bytes in hex or base64, taken as they are", () => {
    for (const text of [
      bytes.toString("hex"),
      bytes.toString("hex").toUpperCase(),
      bytes.toString("base64"),
      bytes.toString("base64").replace("=", ""),
      bytes.toString("base64url"),
    ]) {
      expect(secretKeyFromText(text, "any")).toEqual(bytes);
    }
  });

  it("is else a passphrase, which makes another key for every salt", () => {
    const passphrase = "correct horse battery staple";
    const key = secretKeyFromText(passphrase, "salt");
    expect(key).toHaveLength(32);
    expect(secretKeyFromText(passphrase, "salt")).toEqual(key);
    expect(secretKeyFromText(passphrase, "pepper")).not.toEqual(key);
    expect(secretKeyFromText(`${passphrase}.`, "salt")).not.toEqual(key);
  });

  it.each(["", "x", "fifteen letters", "00".repeat(7)])("is refused when it could be guessed: %j", (text) => {
    expect(() => secretKeyFromText(text, "salt")).toThrow(
      expect.objectContaining({ code: "SECRET_KEY_TOO_SHORT", status: 2 }),
    );
  });
});
