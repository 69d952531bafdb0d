import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sealWith, unsealWith } from "../../src/crypto/seal.js";

const key = randomBytes(32);
const broken = expect.objectContaining({ name: "Problem", code: "SEAL_BROKEN", status: 5 });

describe("a sealed text", () => {
  it("opens to what was sealed, whatever it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(unsealWith(key, sealWith(key, text))).toBe(text);
      }),
    );
  });

  it("shows nothing of the text, and is another one every time", () => {
    const sealed = sealWith(key, "a client secret");
    expect(sealed).toMatch(/^v1\.[\w-]+$/);
    expect(Buffer.from(sealed.slice(3), "base64url").includes("secret")).toBe(false);
    expect(sealWith(key, "a client secret")).not.toBe(sealed);
  });

  it("does not open under another key", () => {
    expect(() => unsealWith(randomBytes(32), sealWith(key, "x"))).toThrow(broken);
  });

  it("does not open when any byte of it was changed", () => {
    const bytes = Buffer.from(sealWith(key, "a client secret").slice(3), "base64url");
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] as number) ^ 1;
      expect(() => unsealWith(key, `v1.${changed.toString("base64url")}`)).toThrow(broken);
    }
  });

  it("does not open when it was cut, is empty, plain or of another version", () => {
    const sealed = sealWith(key, "x");
    for (const text of ["", "v1.", "x", "secret", sealed.slice(0, -2), sealed.replace("v1.", "v2."), `v1.${sealed}`]) {
      expect(() => unsealWith(key, text), text).toThrow(broken);
    }
  });
});
