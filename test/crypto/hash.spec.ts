import { expect, it } from "vitest";
import { equalSecrets, sha256Hex } from "../../src/crypto/hash.js";

it("hashes like everybody else", () => {
  // FIPS 180-4, the example of one block
  expect(sha256Hex("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(sha256Hex(new Uint8Array([0x61, 0x62, 0x63]))).toBe(sha256Hex("abc"));
});

it.each([
  ["secret", "secret", true],
  ["", "", true],
  ["secret", "Secret", false],
  ["secret", "secret ", false],
  ["secret", "", false],
  ["\u00e9", "e\u0301", false],
])("compares %j and %j: %s", (a, b, same) => {
  expect(equalSecrets(a, b)).toBe(same);
});
