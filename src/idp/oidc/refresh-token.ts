/** Refresh tokens as rows, for introspection and revocation; the engine issues and redeems them. */
import { sha256Hex } from "../../crypto/hash.js";
import { deleteState, deleteStateOfGrant, stateById } from "../../store/protocol-state.js";
import type { OAuthExchange } from "./server.js";

const model = "RefreshToken";

export interface LiveRefreshToken {
  readonly clientId: string;
  /** Id of the user. */
  readonly user: string;
  readonly scope: string;
  readonly exp: number;
  readonly run: string | null;
  readonly grant: string | null;
}

/** A refresh token of this server that could be redeemed now, whoever it was issued to. */
export async function liveRefreshToken(
  { idp, server }: Pick<OAuthExchange, "idp" | "server">,
  token: string,
): Promise<LiveRefreshToken | undefined> {
  const state = await stateById(idp.store.read, model, sha256Hex(token));
  if (state?.issuer !== server.issuer || state.consumed || (state.expires && state.expires <= idp.clock()))
    return undefined;
  const { clientId, accountId, scope, exp, run } = state.payload as Partial<Record<string, unknown>>;
  return {
    clientId: String(clientId),
    user: String(accountId),
    scope: String(scope ?? ""),
    exp: Number(exp),
    run: typeof run === "string" ? run : null,
    grant: state.grant,
  };
}

/** Revokes the token and the access tokens that came with it. @returns false when it is not a live one of this client */
export async function revokeRefreshToken(
  at: Pick<OAuthExchange, "idp" | "server">,
  token: string,
  clientId: string,
): Promise<boolean> {
  const live = await liveRefreshToken(at, token);
  if (live?.clientId !== clientId) return false;
  await at.idp.store.keep(async (tx) => {
    await deleteState(tx, model, sha256Hex(token));
    if (live.grant) {
      await deleteStateOfGrant(tx, live.grant);
      await deleteState(tx, "Grant", sha256Hex(live.grant));
    }
  });
  return true;
}
