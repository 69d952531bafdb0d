import { describe, expect, it } from "vitest";
import { hashPassword, verifyPassword } from "../../src/crypto/password.js";

describe("a password", () => {
  it("is verified against its hash, and no other password is", async () => {
    const hash = await hashPassword("Tr0ub4dor&3 \u00e9");
    expect(hash).toMatch(/^scrypt\$15\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(hash).not.toContain("Tr0ub4dor");
    expect(await verifyPassword("Tr0ub4dor&3 e\u0301", hash)).toBe(true); // the same letters, composed otherwise
    for (const wrong of ["tr0ub4dor&3 \u00e9", "Tr0ub4dor&3 \u00e9 ", "Tr0ub4dor&3 e", ""]) {
      expect(await verifyPassword(wrong, hash), wrong).toBe(false);
    }
  });

  it("has another hash every time", async () => {
    expect(await hashPassword("same")).not.toBe(await hashPassword("same"));
  });

  it("is wrong where there is none, and that takes as long as a wrong one", async () => {
    const real = await hashPassword("secret");
    const time = async (against: string | null | undefined) => {
      const started = process.hrtime.bigint();
      expect(await verifyPassword("guess", against)).toBe(false);
      return Number(process.hrtime.bigint() - started);
    };
    const wrong = Math.min(await time(real), await time(real));
    for (const none of [null, undefined, ""]) {
      expect(await time(none)).toBeGreaterThan(wrong / 4); // without the work it would be a thousandth
    }
  });

  it.each([
    "secret",
    "scrypt$15$8$1$salt$short",
    `scrypt$31$8$1$c2FsdA$${"A".repeat(43)}`, // would take all memory
    `scrypt$0$8$1$c2FsdA$${"A".repeat(43)}`,
    `scrypt$15$99$1$c2FsdA$${"A".repeat(43)}`,
    `bcrypt$15$8$1$c2FsdA$${"A".repeat(43)}`,
  ])("is not compared with a hash that is none of ours: %s", async (hash) => {
    await expect(verifyPassword("secret", hash)).rejects.toThrow("not a password hash");
  });
});
