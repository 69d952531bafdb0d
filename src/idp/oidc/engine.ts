/**
 * The OAuth engine, shaped to the platform. It issues codes and tokens; who may have them is judged before it is
 * asked (authorize.ts) and again by `findAccount`, and what it does not do as the platform does is done by own
 * handlers (userinfo, introspect, revoke, logout, discovery, keys).
 * Loading costs a third of a second: it happens at the first request that needs it, or while nobody waits.
 */

import { createPrivateKey } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type Provider from "oidc-provider";
import type { Configuration, KoaContextWithOIDC } from "oidc-provider";
import { equalSecrets } from "../../crypto/hash.js";
import { endpoints } from "../../protocols/oidc/endpoints.js";
import { lifetimes, responseTypes, scopes } from "../../protocols/oidc/supported.js";
import type { SigningKey } from "../../store/keys.js";
import { reportDefect } from "../failures.js";
import type { Idp } from "../idp.js";
import { ensureSigningKeys, type TokenKeys } from "../keys/signing-keys.js";
import { sessionCookie } from "../sessions/session.js";
import { signInPath } from "../sign-in/path.js";
import { accessTokenClaims } from "./access-token.js";
import { accountOf } from "./account.js";
import { adapterOf } from "./adapter.js";
import { clientSecrets } from "./client.js";
import { finishAnswer } from "./engine-answers.js";
import { engineErrorPage } from "./engine-error-page.js";
import { type EngineFailure, engineRequest } from "./engine-request.js";
import { loadQuietly } from "./quiet.js";

export type Engine = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/** Engines of this process by IdP: one at a time each, replaced when the org's keys change. */
const engines = new WeakMap<Idp, { kids: string; engine: Promise<Engine> }>();

/** The engine with the org's keys of this moment. */
export async function engineOf(idp: Idp): Promise<Engine> {
  const keys = await ensureSigningKeys(idp.store, idp.org, idp.clock());
  const kids = `${keys.idToken.kid} ${keys.accessToken.kid}`;
  const known = engines.get(idp);
  if (known?.kids === kids) return known.engine;

  const engine = buildEngine(idp, keys);
  engines.set(idp, { kids, engine });
  engine.catch(() => engines.delete(idp)); // the next request tries again; this one fails with the reason
  return engine;
}

async function buildEngine(idp: Idp, keys: TokenKeys): Promise<Engine> {
  const { default: Provider, errors, interactionPolicy } = await loadQuietly();

  // What the engine would ask people for is settled before it is called. Its login checks stay, as a second lock.
  const policy = interactionPolicy.base();
  policy.get("login")?.checks.remove("login_prompt");
  policy.get("consent")?.checks.clear();

  const configuration: Configuration = {
    adapter: (model: string) => adapterOf(idp, model, (detail) => new errors.InvalidGrant(detail)),
    jwks: { keys: [privateJwk(keys.idToken), privateJwk(keys.accessToken)] },
    routes: { authorization: endpoints.authorize, token: endpoints.token, jwks: endpoints.keys },
    responseTypes: [...responseTypes],
    scopes: [...scopes, "groups"],
    subjectTypes: ["public"],
    // Thin ID token: account.ts gives the claims, these only say which scope lets them through.
    conformIdTokenClaims: false,
    claims: {
      openid: ["sub", "ver", "idp", "jti", "amr", "auth_time", "at_hash"],
      email: ["email"],
      profile: ["name", "preferred_username"],
    },
    findAccount: (_ctx, sub, token) => accountOf(engineRequest(), sub, { isRedemption: token !== undefined }),
    loadExistingGrant: (ctx) => newGrant(idp, ctx),
    // Refusals of ours are worded by the platform; PKCE for other clients is judged in authorization-checks.ts.
    pkce: { required: (_ctx, client) => client.tokenEndpointAuthMethod === "none" },
    clientBasedCORS: () => true, // judged in cors.ts
    expiresWithSession: () => false,
    rotateRefreshToken: () => engineRequest().client.rotatesRefreshTokens,
    interactions: { policy, url: (ctx) => signInPath(ctx.req.url ?? "/app/UserHome") },
    renderError: engineErrorPage,
    cookies: {
      names: { session: sessionCookie, interaction: "appint_interaction", resume: "appint_resume" },
      long: { signed: false, httpOnly: true, sameSite: "lax", path: "/" },
      short: { signed: false, httpOnly: true, sameSite: "lax" },
    },
    // Every lifetime is given: for those that are not, the engine prints a notice on stdout.
    ttl: {
      AccessToken: lifetimes.accessToken,
      AuthorizationCode: lifetimes.code,
      Grant: lifetimes.refreshToken,
      IdToken: lifetimes.idToken,
      Interaction: 3600,
      RefreshToken: lifetimes.refreshToken,
      Session: 7200,
    },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      // The org itself is the resource: that is how the engine is told to issue JWT access tokens.
      resourceIndicators: {
        enabled: true,
        defaultResource: () => idp.origin,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: [...scopes, "groups"].join(" "),
          audience: idp.origin,
          accessTokenFormat: "jwt",
          accessTokenTTL: lifetimes.accessToken,
          jwt: { sign: { alg: "RS256", kid: keys.accessToken.kid } },
        }),
      },
    },
    formats: { customizers: { jwt: (_ctx, token, jwt) => accessTokenClaims(engineRequest(), token, jwt) } },
  };

  const provider = new Provider(idp.origin, configuration);
  shapeModels(provider, idp);
  listen(provider);
  provider.silent = true; // Koa prints what it catches; we log it ourselves
  provider.use(async (ctx, next) => {
    await next();
    await finishAnswer(engineRequest(), ctx as KoaContextWithOIDC);
  });
  const callback = provider.callback();
  return async (req, res) => {
    await callback(req, res);
  };
}

/** Each authorize request has a grant of its own: revoking it takes along what came of that one sign-in, no more. */
async function newGrant(idp: Idp, ctx: KoaContextWithOIDC) {
  const { provider, account, client, requestParamScopes } = ctx.oidc;
  if (!account || !client) return undefined;
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  const granted = [...requestParamScopes].join(" ");
  grant.addOIDCScope(granted);
  grant.addResourceScope(idp.origin, granted);
  await grant.save();
  return grant;
}

function shapeModels({ Client, AccessToken }: Provider, idp: Idp): void {
  // An app may have several secrets at a time; the engine knows of one.
  Client.prototype.compareClientSecret = async (actual: string) => {
    const secrets = await clientSecrets(idp, engineRequest().client);
    return secrets.map((secret) => equalSecrets(secret, actual)).includes(true);
  };

  // Which URIs an app may register was judged when it was made; the engine's own rules differ from the platform's.
  (Client as unknown as { Schema: { prototype: { redirectUris(): void } } }).Schema.prototype.redirectUris = () => {};

  // The engine leaves at_hash out of the code flow's ID token; for it the token's text is needed.
  const { save } = AccessToken.prototype;
  AccessToken.prototype.save = async function keepText(...args) {
    const value = await save.apply(this, args);
    engineRequest().accessToken = value;
    return value;
  };
}

function listen(provider: Provider): void {
  const failed = (_ctx: KoaContextWithOIDC, error: Error) => {
    engineRequest().failure = error as EngineFailure;
  };
  provider.on("authorization.error", failed);
  provider.on("grant.error", failed);
  provider.on("server_error", (ctx, error) => {
    failed(ctx, error);
    const request = engineRequest();
    request.reference = reportDefect(request.exchange, error);
  });
  // The platform does not send the issuer along (rfc9207), so it does not announce it either.
  provider.on("authorization.success", (_ctx: KoaContextWithOIDC, ...rest: unknown[]) => {
    delete (rest[0] as { iss?: string } | undefined)?.iss;
  });
}

function privateJwk({ kid, privateKeyPem }: SigningKey) {
  return { ...createPrivateKey(privateKeyPem).export({ format: "jwk" }), kid, alg: "RS256", use: "sig" };
}
