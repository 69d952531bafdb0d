/**
 * The OAuth engine, shaped to the platform. It issues codes and tokens; who may have them is judged before it is
 * asked (authorize.ts) and again by `findAccount`, and what it does not do as the platform does is done by own
 * handlers (userinfo, introspect, revoke, logout, discovery, keys).
 * Loading costs a third of a second: it happens at the first request that needs it, or while nobody waits.
 */

import { createHash, createPrivateKey } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type Provider from "oidc-provider";
import type { Configuration, errors as EngineErrors, KoaContextWithOIDC } from "oidc-provider";
import { equalSecrets } from "../../crypto/hash.js";
import type { AuthorizationServer } from "../../directory/authorization-servers.js";
import { claimsOfScopes } from "../../protocols/oidc/claims.js";
import { endpoints } from "../../protocols/oidc/endpoints.js";
import { clientSigningAlgs, lifetimes, responseTypes } from "../../protocols/oidc/supported.js";
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
import { grantedAt } from "./client-credentials-grant.js";
import { finishAnswer } from "./engine-answers.js";
import { engineErrorPage } from "./engine-error-page.js";
import { type EngineFailure, engineRequest } from "./engine-request.js";
import { idTokenGroups } from "./groups-claim.js";
import { postMessagePage, postMessagePolicy } from "./post-message.js";
import { loadQuietly } from "./quiet.js";
import { scopesOf } from "./server.js";

/** As long as anything that came of a sign-in can live. */
const grantSeconds = 90 * 24 * 3600;

export type Engine = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/** Engines of this process by IdP and issuer: one at a time each, replaced when the server's keys change. */
const engines = new WeakMap<Idp, Map<string, { kids: string; engine: Promise<Engine> }>>();

/** The engine of an authorization server, with its keys of this moment. */
export async function engineOf(idp: Idp, server: AuthorizationServer): Promise<Engine> {
  const keys = await ensureSigningKeys(idp.store, idp.org, idp.clock(), server);
  const kids = `${keys.idToken.kid} ${keys.accessToken.kid}`;
  const ofIdp = engines.get(idp) ?? new Map<string, { kids: string; engine: Promise<Engine> }>();
  engines.set(idp, ofIdp);
  const known = ofIdp.get(server.issuer);
  if (known?.kids === kids) return known.engine;

  const engine = buildEngine(idp, server, keys);
  ofIdp.set(server.issuer, { kids, engine });
  engine.catch(() => ofIdp.delete(server.issuer)); // the next request tries again; this one fails with the reason
  return engine;
}

async function buildEngine(idp: Idp, server: AuthorizationServer, keys: TokenKeys): Promise<Engine> {
  const { default: Provider, errors, interactionPolicy } = await loadQuietly();

  // What the engine would ask people for is settled before it is called. Its login checks stay, as a second lock.
  const policy = interactionPolicy.base();
  policy.get("login")?.checks.remove("login_prompt");
  policy.get("consent")?.checks.clear();

  const { issuer, path } = server;
  const scopes = [...scopesOf(server)];
  const signingKeys = new Map([keys.idToken, keys.accessToken].map((key) => [key.kid, key]));
  const configuration: Configuration = {
    adapter: (model: string) => adapterOf(idp, issuer, model, (detail) => new errors.InvalidGrant(detail)),
    jwks: { keys: [...signingKeys.values()].map(privateJwk) },
    routes: { authorization: path + endpoints.authorize, token: path + endpoints.token, jwks: path + endpoints.keys },
    responseTypes: [...responseTypes],
    scopes,
    subjectTypes: ["public"],
    // Thin or full: account.ts gives the claims, these only say which scope lets them through.
    conformIdTokenClaims: false,
    claims: {
      openid: ["sub", "ver", "idp", "jti", "amr", "auth_time", "at_hash"],
      ...claimsOfScopes,
    },
    findAccount: (_ctx, sub, token) => accountOf(engineRequest(), sub, { isRedemption: token !== undefined }),
    loadExistingGrant: (ctx) => newGrant(issuer, ctx),
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
      Grant: grantSeconds,
      IdToken: lifetimes.idToken,
      Interaction: 3600,
      // A token that another one gave way to dies when that one would have.
      RefreshToken: ({ oidc }) => oidc.entities.RotatedRefreshToken?.remainingTTL ?? server.refreshTokenSeconds,
      Session: 7200,
    },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      clientCredentials: { enabled: true },
      // A proof without a nonce is answered with one. It hangs on the server's key, which every process of the org has.
      dPoP: { enabled: true, nonceSecret: nonceSecretOf(keys), requireNonce: () => true },
      // The server itself is the resource: that is how the engine is told to issue JWT access tokens.
      resourceIndicators: {
        enabled: true,
        defaultResource: () => issuer,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: [...scopes, ...grantedAt(server, engineRequest().client)].join(" "),
          audience: server.audience,
          accessTokenFormat: "jwt",
          accessTokenTTL: lifetimes.accessToken,
          jwt: { sign: { alg: "RS256", kid: keys.accessToken.kid } },
        }),
      },
    },
    enabledJWA: { dPoPSigningAlgValues: [...clientSigningAlgs] },
    formats: {
      customizers: { jwt: (ctx, token, jwt) => accessTokenClaims(engineRequest(), token, jwt, authTimeOf(ctx)) },
    },
  };

  const provider = new Provider(issuer, configuration);
  provider.registerResponseMode("okta_post_message", sendPostMessage);
  shapeModels(provider, idp, errors.CustomOIDCProviderError);
  listen(provider);
  provider.silent = true; // Koa prints what it catches; we log it ourselves
  provider.use(async (ctx, next) => {
    await next();
    await prolongRefreshToken(ctx as KoaContextWithOIDC, server);
    await finishAnswer(engineRequest(), ctx as KoaContextWithOIDC);
  });
  const callback = provider.callback();
  return async (req, res) => {
    await callback(req, res);
  };
}

/** Each authorize request has a grant of its own: revoking it takes along what came of that one sign-in, no more. */
async function newGrant(issuer: string, ctx: KoaContextWithOIDC) {
  const { provider, account, client, requestParamScopes } = ctx.oidc;
  if (!account || !client) return undefined;
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  const granted = [...requestParamScopes].join(" ");
  grant.addOIDCScope(granted);
  grant.addResourceScope(issuer, granted);
  await grant.save();
  return grant;
}

/** A custom server's refresh token lives as long as it is used: each time its window begins anew. */
async function prolongRefreshToken({ oidc }: KoaContextWithOIDC, server: AuthorizationServer): Promise<void> {
  const token = oidc?.params?.grant_type === "refresh_token" ? oidc.entities.RefreshToken : undefined;
  if (!token || server.type === "ORG" || engineRequest().failure) return;
  token.exp = Math.floor(engineRequest().exchange.idp.clock().getTime() / 1000) + server.refreshTokenSeconds;
  await token.save();
}

/** When the user of a code, a refresh token or, at the authorize endpoint, the session signed in. */
function authTimeOf({ oidc }: KoaContextWithOIDC): number | undefined {
  const { AuthorizationCode: code, RefreshToken: refreshToken, Session: session } = oidc.entities;
  return code?.authTime ?? refreshToken?.authTime ?? session?.authTime();
}

/** A response mode of the platform's own. */
function sendPostMessage(ctx: KoaContextWithOIDC, redirectUri: string, payload: Record<string, unknown>): void {
  const to = { nonce: engineRequest().exchange.nonce, redirectUri };
  ctx.remove("X-Frame-Options");
  ctx.set("Content-Security-Policy", postMessagePolicy(to));
  ctx.type = "html";
  ctx.body = postMessagePage(to, payload).toString();
}

function shapeModels(
  { Client, AccessToken, IdToken }: Provider,
  idp: Idp,
  Refusal: typeof EngineErrors.CustomOIDCProviderError,
): void {
  // An app may have several secrets at a time; the engine knows of one.
  Client.prototype.compareClientSecret = async (actual: string) => {
    const { client, ticket } = engineRequest();
    const secrets = ticket === undefined ? await clientSecrets(idp, client) : [ticket];
    return secrets.map((secret) => equalSecrets(secret, actual)).includes(true);
  };

  // Which URIs an app may register was judged when it was made; the engine's own rules differ from the platform's.
  (Client as unknown as { Schema: { prototype: { redirectUris(): void } } }).Schema.prototype.redirectUris = () => {};

  // The engine knows claims by fixed names; what the groups claim is called is the app's choice.
  const { payload } = IdToken.prototype;
  IdToken.prototype.payload = async function withGroups(this: InstanceType<typeof IdToken> & { scope?: string }) {
    const told = await idTokenGroups(engineRequest(), this.scope?.split(" ") ?? []);
    if ("refused" in told) throw new Refusal(told.refused.error, told.refused.description);
    return { ...(await payload.call(this)), ...told.claims };
  };

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
    const answer = rest[0] as Record<string, unknown>;
    delete answer.iss;
    engineRequest().authorized = answer;
  });
}

const nonceSecretOf = ({ accessToken }: TokenKeys): Buffer =>
  createHash("sha256").update(`dpop-nonce ${accessToken.privateKeyPem}`).digest();

function privateJwk({ kid, privateKeyPem }: SigningKey) {
  return { ...createPrivateKey(privateKeyPem).export({ format: "jwk" }), kid, alg: "RS256", use: "sig" };
}
