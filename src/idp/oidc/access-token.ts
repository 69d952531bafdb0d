/**
 * The org's access tokens: JWTs in the platform's shape, signed with a key that is not published, opaque to apps by
 * agreement. Each one is also a row, so that it can be revoked.
 */
import type { JsonWebKey } from "node:crypto";
import type { AccessToken, ClientCredentials } from "oidc-provider";
import { sha256Hex } from "../../crypto/hash.js";
import { randomToken } from "../../crypto/ids.js";
import { readSignedClaims } from "../../protocols/oidc/jws.js";
import { keysOf } from "../../store/keys.js";
import { deleteState, putState, stateById } from "../../store/protocol-state.js";
import type { Idp } from "../idp.js";
import type { EngineRequest } from "./engine-request.js";

const model = "AccessToken";

/** The parts of a JWT that the engine lets us shape before it signs. */
interface Draft {
  header?: object;
  payload: object;
}

/** Gives the token its claims and keeps its id; called by the engine just before it signs. */
export async function accessTokenClaims(
  request: EngineRequest,
  token: AccessToken | ClientCredentials,
  draft: Draft,
): Promise<void> {
  const { idp } = request.exchange;
  const { iat, exp, scope } = draft.payload as { iat: number; exp: number; scope?: string };
  const claims: AccessTokenClaims = {
    ver: 1,
    jti: `AT.${randomToken()}`,
    iss: idp.origin,
    aud: idp.origin,
    sub: request.user?.login ?? request.client.id,
    iat,
    exp,
    cid: request.client.id,
    uid: request.user?.id ?? "",
    scp: scope?.split(" ") ?? [],
  };
  await idp.store.keep((tx) =>
    putState(tx, {
      model,
      id: sha256Hex(claims.jti),
      org: idp.org.id,
      issuer: idp.origin,
      payload: { run: request.run },
      grant: "grantId" in token ? (token.grantId ?? null) : null,
      uid: null,
      userCode: null,
      expires: new Date(exp * 1000),
    }),
  );
  request.accessTokenId = claims.jti;
  // The platform's tokens carry alg and kid and nothing else: an undefined `typ` is left out.
  Object.assign(draft, { header: { typ: undefined }, payload: claims });
}

export interface AccessTokenClaims {
  ver: 1;
  jti: string;
  iss: string;
  aud: string;
  /** The user's login. */
  sub: string;
  iat: number;
  exp: number;
  /** Client id. */
  cid: string;
  /** User id. */
  uid: string;
  scp: string[];
}

/**
 * A live access token of this org: signed by us, not over, not revoked.
 *
 * @returns its claims and the run it was issued in
 */
export async function liveAccessToken(
  idp: Idp,
  token: string,
): Promise<{ claims: AccessTokenClaims; run: string | null } | undefined> {
  const claims = await readSignedClaims(token, await publicKeys(idp, "access-token"));
  if (!isAccessToken(claims, idp) || claims.exp * 1000 <= idp.clock().getTime()) return undefined;
  const state = await stateById(idp.store.read, model, sha256Hex(claims.jti));
  return state && { claims, run: (state.payload as { run?: string | null }).run ?? null };
}

/** Forgets the token, if the client it was issued to asks. @returns false when there was nothing to revoke */
export async function revokeAccessToken(idp: Idp, token: string, clientId: string): Promise<boolean> {
  const live = await liveAccessToken(idp, token);
  if (live?.claims.cid !== clientId) return false;
  return idp.store.keep((tx) => deleteState(tx, model, sha256Hex(live.claims.jti)));
}

/** Public halves of the org's keys for a purpose, retired ones too: what they signed may still be alive. */
export async function publicKeys({ store, org }: Idp, purpose: "id-token" | "access-token"): Promise<JsonWebKey[]> {
  const keys = await keysOf(store.read, org.id);
  return keys.filter((key) => key.purpose === purpose).map((key) => key.publicJwk);
}

function isAccessToken(
  claims: Record<string, unknown> | undefined,
  { origin }: Idp,
): claims is Record<string, unknown> & AccessTokenClaims {
  return (
    claims !== undefined &&
    claims.iss === origin &&
    typeof claims.jti === "string" &&
    typeof claims.cid === "string" &&
    typeof claims.exp === "number" &&
    Array.isArray(claims.scp)
  );
}
