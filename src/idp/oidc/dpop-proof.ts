/**
 * The proof that comes with an access token that is bound to a key. At the token endpoint the engine judges proofs; this
 * is for userinfo, where the token is used.
 *
 * @see rfc9449 §4.3, §7
 */
import { createHash } from "node:crypto";
import { equalSecrets, sha256Hex } from "../../crypto/hash.js";
import { clientSigningAlgs } from "../../protocols/oidc/supported.js";
import { putStateOnce } from "../../store/protocol-state.js";
import type { OAuthExchange } from "./server.js";

/** Seconds that a proof is good for, before and after it was made. */
const WINDOW = 300;

/** Whether the request proves that it comes from who holds the key; a proof is good once. */
export async function provesKey(
  { idp, server, req, url }: OAuthExchange,
  { token, jkt }: { token: string; jkt: string },
): Promise<boolean> {
  const { dpop } = req.headers;
  if (typeof dpop !== "string") return false;
  const { jwtVerify, EmbeddedJWK, calculateJwkThumbprint } = await import("jose"); // heavy: loaded when one comes
  const now = idp.clock();
  let claims: Record<string, unknown>;
  try {
    const proof = await jwtVerify(dpop, EmbeddedJWK, {
      algorithms: [...clientSigningAlgs],
      typ: "dpop+jwt",
      currentDate: now,
    });
    if ((await calculateJwkThumbprint(proof.protectedHeader.jwk ?? {})) !== jkt) return false;
    claims = proof.payload;
  } catch {
    return false; // no proof, or a signature that its own key does not verify
  }
  const { htm, htu, ath, iat, jti } = claims;
  const isFresh = typeof iat === "number" && Math.abs(now.getTime() / 1000 - iat) <= WINDOW;
  const isHere = htm === req.method && typeof htu === "string" && addressOf(htu) === idp.origin + url.pathname;
  if (!isFresh || !isHere || typeof jti !== "string") return false;
  if (typeof ath !== "string" || !equalSecrets(ath, createHash("sha256").update(token).digest("base64url")))
    return false;
  return await idp.store.keep((tx) =>
    putStateOnce(tx, {
      model: "DPoPProof",
      id: sha256Hex(`${jkt} ${jti}`),
      org: idp.org.id,
      issuer: server.issuer,
      payload: {},
      grant: null,
      uid: null,
      userCode: null,
      expires: new Date((iat + 2 * WINDOW) * 1000),
    }),
  );
}

/** Without query and fragment, which a proof may leave out. */
function addressOf(htu: string): string | undefined {
  if (!URL.canParse(htu)) return undefined;
  const { origin, pathname } = new URL(htu);
  return origin + pathname;
}
