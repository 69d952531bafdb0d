/**
 * Access tokens: JWTs in the platform's shape. Those of the org's own server are signed with a key that is not published,
 * opaque to apps by agreement; those of a custom server are for an API to verify. Each one is also a row, so that it can
 * be revoked.
 */
import type { JsonWebKey } from "node:crypto";
import type { AccessToken, ClientCredentials } from "oidc-provider";
import { sha256Hex } from "../../crypto/hash.js";
import { randomToken } from "../../crypto/ids.js";
import { readSignedClaims } from "../../protocols/oidc/jws.js";
import { type KeyPurpose, keysFor } from "../../store/keys.js";
import { deleteState, putState, stateById } from "../../store/protocol-state.js";
import type { Idp } from "../idp.js";
import type { EngineRequest } from "./engine-request.js";
import type { OAuthExchange } from "./server.js";

const model = "AccessToken";

/** The parts of a JWT that the engine lets us shape before it signs. */
interface Draft {
  header?: object;
  payload: object;
}

/**
 * Gives the token its claims and keeps its id; called by the engine just before it signs.
 *
 * @param authTime when the user signed in, in seconds; undefined where no user did
 */
export async function accessTokenClaims(
  request: EngineRequest,
  token: AccessToken | ClientCredentials,
  draft: Draft,
  authTime: number | undefined,
): Promise<void> {
  const { idp, server } = request.exchange;
  const { iat, exp, scope, cnf } = draft.payload as Pick<AccessTokenClaims, "iat" | "exp" | "cnf"> & { scope?: string };
  const claims: AccessTokenClaims = {
    ver: 1,
    jti: `AT.${randomToken()}`,
    iss: server.issuer,
    aud: server.audience,
    sub: subjectOf(request),
    iat,
    exp,
    cid: request.client.id,
    ...(request.user && { uid: request.user.id }),
    scp: scope?.split(" ") ?? [],
    ...(authTime !== undefined && { auth_time: authTime }),
    ...(cnf && { cnf }),
  };
  const { run } = request;
  const grant = "grantId" in token ? (token.grantId ?? null) : null;
  request.pending.push(async (tx) => {
    // Somebody may have replayed the code in the meantime: then its grant is gone, and this token is dead at birth.
    if (grant && !(await stateById(tx, "Grant", sha256Hex(grant)))) return;
    await putState(tx, {
      model,
      id: sha256Hex(claims.jti),
      org: idp.org.id,
      issuer: server.issuer,
      payload: { run, clientId: claims.cid },
      grant,
      uid: null,
      userCode: null,
      expires: new Date(exp * 1000),
    });
  });
  request.accessTokenId = claims.jti;
  // The platform's tokens carry alg and kid and nothing else: an undefined `typ` is left out.
  Object.assign(draft, { header: { typ: undefined }, payload: claims });
}

/** The org's own server names the login; a custom one, whose claim `sub` could be changed, the user as the app knows it. */
function subjectOf({ exchange, client, user, appUserName }: EngineRequest): string {
  const name = exchange.server.type === "ORG" ? user?.login : appUserName;
  return name ?? client.id;
}

export interface AccessTokenClaims {
  ver: 1;
  jti: string;
  iss: string;
  aud: string;
  /** The user's login; at a custom server the user name at the app; without a user the client id. */
  sub: string;
  iat: number;
  exp: number;
  /** Client id. */
  cid: string;
  /** User id; none where an app asked in its own name. */
  uid?: string;
  scp: string[];
  /** When the user signed in. */
  auth_time?: number;
  /** The key that the token is bound to. @see rfc9449 §6 */
  cnf?: { jkt?: string };
}

/**
 * A live access token of this server: signed and issued by it, not over, not revoked.
 *
 * @returns its claims and the run it was issued in
 */
export async function liveAccessToken(
  { idp, server }: Pick<OAuthExchange, "idp" | "server">,
  token: string,
): Promise<{ claims: AccessTokenClaims; run: string | null } | undefined> {
  const claims = await readSignedClaims(token, await publicKeys(idp, server.keys.accessToken));
  if (!isAccessToken(claims, server.issuer) || claims.exp * 1000 <= idp.clock().getTime()) return undefined;
  const state = await stateById(idp.store.read, model, sha256Hex(claims.jti));
  return state && { claims, run: (state.payload as { run?: string | null }).run ?? null };
}

/** Forgets the token, if the client it was issued to asks. @returns false when there was nothing to revoke */
export async function revokeAccessToken(
  at: Pick<OAuthExchange, "idp" | "server">,
  token: string,
  clientId: string,
): Promise<boolean> {
  const live = await liveAccessToken(at, token);
  if (live?.claims.cid !== clientId) return false;
  return at.idp.store.keep((tx) => deleteState(tx, model, sha256Hex(live.claims.jti)));
}

/** Public halves of the org's keys for a purpose, retired ones too: what they signed may still be alive. */
export async function publicKeys({ store, org }: Idp, purpose: KeyPurpose): Promise<JsonWebKey[]> {
  return (await keysFor(store.read, org.id, purpose)).map(({ publicJwk }) => publicJwk);
}

function isAccessToken(
  claims: Record<string, unknown> | undefined,
  issuer: string,
): claims is Record<string, unknown> & AccessTokenClaims {
  return (
    claims !== undefined &&
    claims.iss === issuer &&
    typeof claims.jti === "string" &&
    typeof claims.cid === "string" &&
    typeof claims.exp === "number" &&
    Array.isArray(claims.scp)
  );
}
