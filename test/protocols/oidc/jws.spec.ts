import { generateKeyPairSync } from "node:crypto";
import { CompactSign } from "jose";
import { describe, expect, it } from "vitest";
import { readSignedClaims } from "../../../src/protocols/oidc/jws.js";

const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 });
const jwk = { ...pair.publicKey.export({ format: "jwk" }), kid: "k1", alg: "RS256", use: "sig" };

const sign = (
  payload: string,
  header: Record<string, string> = { alg: "RS256", kid: "k1" },
  key: CryptoKey | typeof pair.privateKey | Uint8Array = pair.privateKey,
) =>
  new CompactSign(Buffer.from(payload))
    .setProtectedHeader(header as { alg: string })
    .sign(key as typeof pair.privateKey);

describe("claims that we signed", () => {
  it("are read", async () => {
    expect(await readSignedClaims(await sign('{"a":1}'), [jwk])).toEqual({ a: 1 });
  });

  it("are read by no other key, algorithm or name", async () => {
    const pem = pair.publicKey.export({ format: "pem", type: "spki" }) as string;
    const good = await sign('{"a":1}');
    const [head = "", body = "", signature = ""] = good.split(".");
    const b64 = (text: string) => Buffer.from(text).toString("base64url");

    for (const token of [
      await sign('{"a":1}', undefined, stranger.privateKey),
      await sign('{"a":1}', { alg: "RS512", kid: "k1" }),
      await sign('{"a":1}', { alg: "HS256", kid: "k1" }, new TextEncoder().encode(pem)),
      await sign('{"a":1}', { alg: "RS256", kid: "k2" }),
      await sign('{"a":1}', { alg: "RS256" }),
      await sign("[1]"),
      await sign("null"),
      await sign("no json"),
      `${b64('{"alg":"none","kid":"k1"}')}.${body}.`,
      `${head}.${b64('{"a":2}')}.${signature}`,
      `${head}.${body}`,
      "",
      "x",
    ]) {
      expect(await readSignedClaims(token, [jwk])).toBeUndefined();
    }
  });
});
