import { describe, expect, it } from "vitest";
import { newId, randomToken } from "../../src/crypto/ids.js";

describe("ids", () => {
  it("have the platform's shape: the prefix and base62, 20 characters", () => {
    for (const prefix of ["00o", "00u", "00g", "0oa", "exk", "aln", "0ua", "ocs", "run"] as const) {
      expect(newId(prefix)).toMatch(new RegExp(`^${prefix}[0-9A-Za-z]{17}$`));
    }
  });

  it("do not repeat, and use every letter about as often as any other", () => {
    const ids = Array.from({ length: 5000 }, () => newId("00u"));
    expect(new Set(ids).size).toBe(ids.length);
    const counts = new Map<string, number>();
    for (const letter of ids.map((id) => id.slice(3)).join("")) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    const expected = (5000 * 17) / 62;
    expect(counts.size).toBe(62);
    for (const count of counts.values()) expect(Math.abs(count - expected)).toBeLessThan(expected * 0.25);
  });
});

describe("tokens", () => {
  it("are base64url without padding: 43 characters for 32 bytes", () => {
    expect(randomToken()).toMatch(/^[\w-]{43}$/);
    expect(randomToken(48)).toMatch(/^[\w-]{64}$/);
    expect(randomToken()).not.toBe(randomToken());
  });

  it.each([0, 8, 15])("are not made of %s bytes: they could be guessed", (bytes) => {
    expect(() => randomToken(bytes)).toThrow("can be guessed");
  });
});
