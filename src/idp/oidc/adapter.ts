/**
 * The engine's memory: codes, tokens and grants in the table protocol_state, under the hash of what the bearer holds;
 * clients and sessions as the org has them at this moment.
 */
import type { Adapter, AdapterPayload } from "oidc-provider";
import { sha256Hex } from "../../crypto/hash.js";
import { randomToken } from "../../crypto/ids.js";
import { grantTypes, responseTypes } from "../../protocols/oidc/supported.js";
import {
  consumeState,
  deleteState,
  deleteStateOfGrant,
  type ProtocolState,
  putState,
  stateById,
} from "../../store/protocol-state.js";
import { sessionById } from "../../store/sessions.js";
import type { Idp } from "../idp.js";
import { clientById, clientSecrets } from "./client.js";
import { signs } from "./client-authentication.js";
import { engineRequest } from "./engine-request.js";

/** How the engine's refusal of a grant is made; handed in, so that this file does not load the engine. */
export type InvalidGrant = (detail: string) => Error;

export function adapterOf(idp: Idp, issuer: string, model: string, invalidGrant: InvalidGrant): Adapter {
  if (model === "Client") return readOnly((id) => clientMetadata(idp, id));
  if (model === "Session") return readOnly((id) => sessionPayload(idp, id));
  return new StateAdapter(idp, issuer, model, invalidGrant);
}

class StateAdapter implements Adapter {
  constructor(
    private readonly idp: Idp,
    private readonly issuer: string,
    private readonly model: string,
    private readonly invalidGrant: InvalidGrant,
  ) {}

  async find(id: string): Promise<AdapterPayload | undefined> {
    const state = await stateById(this.idp.store.read, this.model, sha256Hex(id));
    if (!state) return undefined;
    const { run = null, ...payload } = state.payload as StoredPayload;
    const request = engineRequest();
    request.run ??= run;
    // What another authorization server of the org has issued does not exist here.
    if (state.issuer !== this.issuer) return undefined;
    const isUsed = state.consumed !== null && !this.isInLeeway(state);
    return { ...payload, jti: id, ...(isUsed && { consumed: Math.floor((state.consumed?.getTime() ?? 0) / 1000) }) };
  }

  /** Kept with the events of the request, in one commit, before the answer leaves: nobody knows the id until then. */
  async upsert(id: string, { jti, ...payload }: AdapterPayload, expiresIn?: number): Promise<void> {
    const { run } = engineRequest();
    const expires = payload.exp ?? (expiresIn === undefined ? undefined : this.now().getTime() / 1000 + expiresIn);
    engineRequest().pending.push(async (tx) => {
      // A token that was revoked while it was refreshed stays revoked.
      const { grantId } = payload;
      if (this.model === "RefreshToken" && grantId && !(await stateById(tx, "Grant", sha256Hex(grantId)))) return;
      await putState(tx, {
        model: this.model,
        id: sha256Hex(id),
        org: this.idp.org.id,
        issuer: this.issuer,
        payload: { ...payload, run } satisfies StoredPayload,
        grant: payload.grantId ?? null,
        uid: payload.uid ?? null,
        userCode: payload.userCode ?? null,
        expires: expires === undefined ? null : new Date(expires * 1000),
      });
    });
  }

  /**
   * Of two requests with the same code exactly one gets past this line. The engine does not look at what comes back,
   * so the loser is stopped by throwing, and everything that came of the code is revoked.
   *
   * @see rfc6749 §4.1.2, §10.5
   */
  async consume(id: string): Promise<void> {
    const { store } = this.idp;
    const hash = sha256Hex(id);
    if (await store.keep((tx) => consumeState(tx, this.model, hash, this.now()))) return;

    const state = await stateById(store.read, this.model, hash);
    if (state && this.isInLeeway(state)) return;
    if (state?.grant) await this.revokeByGrantId(state.grant);
    throw this.invalidGrant(`${this.model} already consumed`);
  }

  async destroy(id: string): Promise<void> {
    await this.idp.store.keep((tx) => deleteState(tx, this.model, sha256Hex(id)));
  }

  async revokeByGrantId(grant: string): Promise<void> {
    await this.idp.store.keep(async (tx) => {
      await deleteStateOfGrant(tx, grant);
      await deleteState(tx, "Grant", sha256Hex(grant));
    });
  }

  async findByUid(): Promise<undefined> {
    return undefined;
  }

  async findByUserCode(): Promise<undefined> {
    return undefined;
  }

  /** A client whose answer was lost may come again with the refresh token that was just rotated. */
  private isInLeeway({ consumed }: ProtocolState): boolean {
    if (this.model !== "RefreshToken" || !consumed) return false;
    return this.now().getTime() - consumed.getTime() <= engineRequest().client.leewaySeconds * 1000;
  }

  private now(): Date {
    return this.idp.clock();
  }
}

type StoredPayload = AdapterPayload & { run?: string | null };

/** For what the engine may read but not change: clients belong to the org, sessions to src/idp/sessions. */
function readOnly(find: (id: string) => Promise<AdapterPayload | undefined>): Adapter {
  const nothing = async (): Promise<undefined> => undefined;
  return {
    find,
    upsert: nothing,
    consume: nothing,
    destroy: nothing,
    revokeByGrantId: nothing,
    findByUid: nothing,
    findByUserCode: nothing,
  };
}

async function clientMetadata(idp: Idp, id: string): Promise<AdapterPayload | undefined> {
  // The engine asks for the client that was just judged.
  const { client: judged, authorize, ticket } = engineRequest();
  const client = judged.id === id ? judged : await clientById(idp, id);
  if (!client) return undefined;
  const [secret = randomToken()] = ticket === undefined ? await clientSecrets(idp, client) : [ticket];
  const authMethod = signs(client) ? "client_secret_post" : client.authMethod;
  return {
    client_id: client.id,
    token_endpoint_auth_method: authMethod as "client_secret_basic",
    ...(client.authMethod !== "none" && { client_secret: secret }),
    // The URI that was judged to be registered, perhaps by a wildcard, of which the engine knows nothing.
    redirect_uris: authorize ? [authorize.request.redirectUri] : [...client.redirectUris],
    grant_types: grantTypes.filter((type) => client.grantTypes.includes(type)),
    response_types: responseTypes.filter((type) =>
      type.split(" ").every((word) => client.responseTypes.includes(word)),
    ),
    application_type: "web",
  };
}

async function sessionPayload(idp: Idp, cookie: string): Promise<AdapterPayload | undefined> {
  const session = await sessionById(idp.store.read, sha256Hex(cookie), idp.clock());
  if (!session?.user || session.org !== idp.org.id) return undefined;
  return {
    kind: "Session",
    jti: cookie,
    uid: session.uid,
    accountId: session.user,
    loginTs: Math.floor(session.authTime.getTime() / 1000),
    amr: session.amr,
    transient: true, // a cookie that ends with the browser
    iat: Math.floor(session.created.getTime() / 1000),
    exp: Math.floor(session.expires.getTime() / 1000),
  };
}
