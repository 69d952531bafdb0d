/** Whom the engine issues tokens for, and what its ID token says. The gate is asked again when a code is redeemed. */
import type { Account } from "oidc-provider";
import { randomToken } from "../../crypto/ids.js";
import { thinClaims, userInfoClaims } from "../../protocols/oidc/claims.js";
import { accessTo } from "../sessions/access.js";
import type { EngineRequest } from "./engine-request.js";

/**
 * @param isRedemption at the token endpoint: app, person and assignment may have changed since the code was issued
 * @returns undefined when the gate is closed; `request.denied` then says why
 */
export async function accountOf(
  request: EngineRequest,
  user: string,
  { isRedemption }: { isRedemption: boolean },
): Promise<Account | undefined> {
  const { idp } = request.exchange;
  if (isRedemption) {
    const access = await accessTo(idp.store, {
      app: request.client.id,
      user,
      run: request.run,
      now: idp.clock(),
    });
    if ("refused" in access) {
      request.denied = access;
      return undefined;
    }
    request.user = access.allowed.user;
    request.appUserName = access.allowed.assignment.username;
    request.app = access.allowed.app;
  } else {
    request.user = request.authorize?.access.user;
    request.appUserName = request.authorize?.access.assignment.username;
    request.app = request.authorize?.access.app;
  }
  const found = request.user;
  if (found?.id !== user) return undefined;

  return {
    accountId: user,
    claims: async (_use, scope) => ({
      sub: user,
      ver: 1,
      idp: idp.org.id,
      jti: `ID.${randomToken()}`,
      at_hash: request.accessToken, // the engine hashes it
      ...(isFull(request) ? userInfoClaims : thinClaims)(found, new Set(scope.split(" "))),
    }),
  };
}

/** The ID token is all that the app gets, or all that it gets at once: an access token would let it ask for the rest. */
export const isFull = ({ authorize }: EngineRequest): boolean =>
  authorize !== undefined && !authorize.request.responseType.has("token");
