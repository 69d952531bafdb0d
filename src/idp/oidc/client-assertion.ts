/**
 * A client that signs who it is: with its secret (client_secret_jwt) or with a key of its own (private_key_jwt).
 * What is wrong is said in the platform's words; `detail` says for the log what exactly was seen.
 *
 * @see rfc7523 §3, openid-connect-core-1_0 §9
 */
import { sha256Hex } from "../../crypto/hash.js";
import { clientSigningAlgs } from "../../protocols/oidc/supported.js";
import { putStateOnce } from "../../store/protocol-state.js";
import type { Idp } from "../idp.js";
import { clientSecrets, type OidcClient } from "./client.js";
import { clientKeys, KeysUnreachable } from "./client-keys.js";

/** Seconds that an assertion may still be good for. */
const LONGEST_LIFE = 3600;
/** Seconds that the clocks of client and IdP may differ. */
const LEEWAY = 60;
/** Characters that a secret needs, so that nobody finds it by trying. @see rfc7518 §3.2 */
const SHORTEST_SECRET = 32;

export interface WrongAssertion {
  /** What the client reads. */
  description: string;
  detail: string;
}

/** What the assertion must be made out to: the endpoint that is called, or the server. */
export interface AssertedTo {
  issuer: string;
  audiences: readonly string[];
}

/** @returns undefined for an assertion that proves that the caller is the client; it is used up then */
export async function judgeAssertion(
  idp: Idp,
  client: OidcClient,
  assertion: string,
  to: AssertedTo,
): Promise<WrongAssertion | undefined> {
  const signed = await verified(idp, client, assertion);
  if ("description" in signed) return signed;
  const now = Math.floor(idp.clock().getTime() / 1000);
  for (const rule of rules) {
    const wrong = rule(signed.claims, { client, to, now });
    if (wrong) return wrong;
  }
  return await usedUp(idp, client, signed.claims, to);
}

type Claims = Record<string, unknown>;
type Rule = (claims: Claims, about: { client: OidcClient; to: AssertedTo; now: number }) => WrongAssertion | undefined;

const rules: readonly Rule[] = [
  ({ iss, sub }, { client }) =>
    iss === client.id && sub === client.id
      ? undefined
      : wrong(
          "The issuer and subject claims for client_assertion must both be the client_id.",
          `iss ${shown(iss)}, sub ${shown(sub)}`,
        ),
  ({ aud }, { to }) =>
    [aud].flat().some((one) => to.audiences.includes(one as string))
      ? undefined
      : wrong(
          "The audience claim for client_assertion must be the endpoint invoked for the request.",
          `aud ${shown(aud)}, one of ${to.audiences.join(" ")} is wanted`,
        ),
  ({ exp }, { now }) => {
    if (typeof exp !== "number") return wrong("The client_assertion token must have an 'exp' claim.", shown(exp));
    if (exp <= now - LEEWAY) return wrong("The client_assertion token is expired.", `over since ${now - exp} s`);
    if (exp > now + LONGEST_LIFE + LEEWAY) {
      return wrong(
        "The client_assertion token has an expiration too far into the future. Set it to at most one hour.",
        `good for ${exp - now} s more`,
      );
    }
    return undefined;
  },
  ({ iat, nbf }, { now }) =>
    [iat, nbf].every((time) => time === undefined || (typeof time === "number" && time <= now + LEEWAY))
      ? undefined
      : wrong("The client_assertion token was issued in the future.", `iat ${shown(iat)}, nbf ${shown(nbf)}`),
  ({ jti }) =>
    jti === undefined || (typeof jti === "string" && jti !== "")
      ? undefined
      : wrong("The client_assertion token has an invalid 'jti' claim.", `jti ${shown(jti)}`),
];

/** The claims, where the signature is the client's. */
async function verified(idp: Idp, client: OidcClient, assertion: string): Promise<{ claims: Claims } | WrongAssertion> {
  const { compactVerify, decodeProtectedHeader, importJWK } = await import("jose"); // heavy: loaded when one comes
  let header: { alg?: string; kid?: string };
  try {
    header = decodeProtectedHeader(assertion);
  } catch {
    return wrong("The client_assertion token is not a signed JWT.", "its header cannot be read");
  }
  const { alg = "", kid } = header;
  const keys: { key: Parameters<typeof compactVerify>[1]; kid?: string }[] = [];
  if (client.authMethod === "client_secret_jwt") {
    if (!/^HS(256|384|512)$/.test(alg)) return badSignature(`alg ${alg} where a secret signs`);
    for (const secret of await clientSecrets(idp, client)) {
      if (secret.length < SHORTEST_SECRET)
        return wrong("The client secret is too short to verify a JWT HMAC.", `${secret.length} characters`);
      keys.push({ key: new TextEncoder().encode(secret) });
    }
  } else {
    if (!(clientSigningAlgs as readonly string[]).includes(alg)) return badSignature(`alg ${alg} where a key signs`);
    try {
      for (const jwk of await clientKeys(client, kid, idp.clock())) {
        if (kid !== undefined && jwk.kid !== undefined && jwk.kid !== kid) continue;
        const imported = await importJWK(jwk as Parameters<typeof importJWK>[0], alg).catch(() => undefined);
        if (imported) keys.push({ key: imported, kid: jwk.kid });
      }
    } catch (error) {
      if (!(error instanceof KeysUnreachable)) throw error;
      return badSignature(error.message);
    }
    if (keys.length === 0) return badSignature(kid === undefined ? "no key fits" : `no active key has the kid ${kid}`);
  }
  for (const { key } of keys) {
    try {
      const { payload } = await compactVerify(assertion, key, { algorithms: [alg] });
      const claims: unknown = JSON.parse(new TextDecoder().decode(payload));
      if (typeof claims === "object" && claims !== null && !Array.isArray(claims)) return { claims: claims as Claims };
    } catch {
      // not this key: the next one may have signed
    }
  }
  return badSignature(`none of ${keys.length} keys verifies it`);
}

/** One identifier is good for one request, for as long as the assertion could be sent again. */
async function usedUp(
  idp: Idp,
  client: OidcClient,
  { jti, exp }: Claims,
  { issuer }: AssertedTo,
): Promise<WrongAssertion | undefined> {
  if (typeof jti !== "string") return undefined;
  const isFirst = await idp.store.keep((tx) =>
    putStateOnce(tx, {
      model: "ClientAssertion",
      id: sha256Hex(`${client.id} ${jti}`),
      org: idp.org.id,
      issuer,
      payload: { clientId: client.id },
      grant: null,
      uid: null,
      userCode: null,
      expires: new Date(((exp as number) + LEEWAY) * 1000),
    }),
  );
  return isFirst ? undefined : wrong("The client_assertion token has been used already.", "its jti came before");
}

const wrong = (description: string, detail: string): WrongAssertion => ({ description, detail });
const badSignature = (detail: string) => wrong("The client_assertion signature is invalid.", detail);

/** A claim for the log, cut where somebody sent a book. */
const shown = (claim: unknown): string => (JSON.stringify(claim) ?? "missing").slice(0, 200);
