import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { keptKeys, problemOfKeys, readClientKeys } from "../../../src/protocols/oidc/client-keys.js";

const ec = (kid?: string) => ({
  ...generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" }),
  ...(kid !== undefined && { kid }),
});
const one = ec("k1");
const weak = generateKeyPairSync("rsa", { modulusLength: 1024 });
const edwards = generateKeyPairSync("ed25519").publicKey;
const many = Array.from({ length: 51 }, (_, index) => ({ ...one, kid: `k${index}` }));

describe("the public keys of a client", () => {
  it("may be RSA of 2,048 bits and more, or on the curves of ES256 to ES512", () => {
    const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ format: "jwk" });
    const big = generateKeyPairSync("ec", { namedCurve: "P-521" }).publicKey.export({ format: "jwk" });
    expect(problemOfKeys([one, { ...rsa, kid: "r" }, { ...big, kid: "b", use: "enc" }])).toBeUndefined();
    expect(problemOfKeys([ec()])).toBeUndefined();
    expect(problemOfKeys(many.slice(1))).toBeUndefined();
  });

  it.each<[string, readonly unknown[], RegExp]>([
    ["none", [], /no key in it/],
    ["more than fifty", many, /51 keys; an app can have 50/],
    ["a kid twice", [one, { ...ec(), kid: "k1" }], /two keys have the kid "k1"/],
    ["several, one of them without a kid", [one, ec()], /each needs a kid/],
    ["a private half", [{ ...one, d: "AQAB" }], /"k1" has its private half in it \(d\)/],
    ["a secret", [{ kty: "oct", k: "c2VjcmV0", kid: "s" }], /private half in it \(k\)/],
    ["RSA of 1,024 bits", [weak.publicKey.export({ format: "jwk" })], /key 1 has 1024 bits; RSA needs 2048/],
    ["another kind of key", [edwards.export({ format: "jwk" })], /of the type OKP; RSA and EC/],
    ["another curve", [{ ...one, crv: "secp256k1" }], /is not on P-256, P-384, P-521/],
    ["numbers that are none", [{ ...one, x: "!" }], /its numbers cannot be read/],
    ["a kid that is a number", [{ ...one, kid: 7 }], /a kid that is no text/],
    ["another use", [{ ...one, use: "both" }], /for neither sig nor enc/],
    ["another status", [{ ...one, status: "LOST" }], /neither ACTIVE nor INACTIVE/],
    [
      "two for encryption",
      [
        { ...one, use: "enc" },
        { ...ec("k2"), use: "enc" },
      ],
      /two keys are for encryption/,
    ],
    ["no object", ["k1"], /key 1 is no JSON object/],
  ])("cannot be these: %s", (_title, keys, problem) => {
    expect(problemOfKeys(keys)).toMatch(problem);
  });

  it("are read from a set, one key, or PEM; a private PEM is known for what it is", () => {
    const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
    expect(readClientKeys(JSON.stringify({ keys: [one] }))).toEqual([one]);
    expect(readClientKeys(JSON.stringify(one))).toEqual([one]);
    const [fromPem] = readClientKeys(pair.publicKey.export({ type: "spki", format: "pem" }) as string) ?? [];
    expect(fromPem).toMatchObject({ kty: "EC", crv: "P-256", use: "sig", kid: expect.stringMatching(/^[\w-]{43}$/) });
    expect(problemOfKeys([fromPem])).toBeUndefined();
    const secret = pair.privateKey.export({ type: "pkcs8", format: "pem" }) as string;
    expect(problemOfKeys(readClientKeys(secret) ?? [])).toMatch(/it is a private key/);
    for (const text of ["", "nonsense", "{}", "[]", "null", "https://app.example/jwks.json"])
      expect(readClientKeys(text), text).toBeUndefined();
  });

  it("are kept active, and without members that nobody asked for", () => {
    const [kept] = keptKeys([{ ...one, x5c: ["MII"], key_ops: ["verify"] } as never]);
    expect(kept).toEqual({ ...one, status: "ACTIVE" });
  });
});
