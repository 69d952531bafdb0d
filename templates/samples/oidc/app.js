// A web app that signs people in with OpenID Connect: authorization code, PKCE, state and nonce.
import * as client from "openid-client";
import { pages } from "./pages.js";
import { answer, isTrustworthy, ownPage, Refusal, redirect, Sessions, serve } from "./web.js";

const SCOPE = "openid profile email";
const SIGN_INS_AT_ONCE = 10; // tabs of one browser that may be signing in at the same time

/** @returns the request handler; README.md lists the variables of `env` */
export function createApp(env) {
  const baseUrl = env.BASE_URL;
  const issuer = required(env, "OIDC_ISSUER");
  const clientId = required(env, "OIDC_CLIENT_ID");
  const redirectUri = env.OIDC_REDIRECT_URI || `${baseUrl}/callback`;
  const sessions = new Sessions("oidc_sample", baseUrl);

  let discovery;
  /** The provider's endpoints and keys, fetched when the first visitor signs in; a failure is not remembered. */
  const provider = () => {
    discovery ??= discover(issuer, clientId, env.OIDC_CLIENT_SECRET).catch((error) => {
      discovery = undefined;
      throw error;
    });
    return discovery;
  };

  /** Sends the visitor to the provider; `wanted` is the page of ours to show afterwards. */
  async function signIn(request, response, wanted, parameters = {}) {
    const config = await provider();
    const state = client.randomState();
    const pending = { nonce: client.randomNonce(), codeVerifier: client.randomPKCECodeVerifier(), wanted };

    // What the callback will be compared with stays here; the browser holds only the session id. That cookie is
    // SameSite=Lax: the callback is a GET that comes from the provider's site, and a Strict cookie would stay away.
    const session = sessions.of(request) ?? sessions.start(request, response, { pending: new Map() });
    if (session.pending.size >= SIGN_INS_AT_ONCE) session.pending.delete(session.pending.keys().next().value);
    session.pending.set(state, pending);

    const authorizationUrl = client.buildAuthorizationUrl(config, {
      ...parameters,
      redirect_uri: redirectUri,
      scope: SCOPE,
      state,
      nonce: pending.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(pending.codeVerifier),
      code_challenge_method: "S256",
    });
    redirect(response, authorizationUrl);
  }

  async function callback(request, response) {
    const { search, searchParams } = new URL(request.url, baseUrl);
    const session = sessions.of(request);
    const state = searchParams.get("state");
    const pending = session?.pending.get(state);
    if (!pending) {
      const message =
        "state lost: this browser did not start this sign-in, or it has ended already. Please start again.";
      throw new Refusal(400, "Sign-in failed", message);
    }
    session.pending.delete(state); // one use

    const config = await provider();
    const tokens = await client.authorizationCodeGrant(config, new URL(search, redirectUri), {
      expectedState: state,
      expectedNonce: pending.nonce,
      pkceCodeVerifier: pending.codeVerifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    const profile = { ...(await client.fetchUserInfo(config, tokens.access_token, claims.sub)), ...claims };
    const { sub, email, name } = profile;
    const user = { label: email ?? sub, sub, email, name, claims: profile };
    sessions.start(request, response, { user, idToken: tokens.id_token, pending: session.pending });
    redirect(response, pending.wanted);
  }

  /**
   * Started by somebody else: the tile on a dashboard (OpenID Connect Core §4). The dashboard is the org's and names the
   * org, also where this app uses a custom authorization server of it, whose issuer has a path.
   */
  async function initiate(request, response) {
    const { searchParams } = new URL(request.url, baseUrl);
    if (![issuer, new URL(issuer).origin].includes(searchParams.get("iss"))) {
      throw new Refusal(400, "Sign-in failed", `iss is not the provider of this app, ${issuer}`);
    }
    const target = searchParams.get("target_link_uri") ?? "";
    const ours = URL.canParse(target) && new URL(target).origin === new URL(baseUrl).origin;
    const hint = searchParams.get("login_hint");
    await signIn(request, response, ours ? target : ownPage("/", baseUrl), hint ? { login_hint: hint } : {});
  }

  async function logout(request, response) {
    const idToken = sessions.of(request)?.idToken;
    sessions.end(request, response);
    if (!idToken || !env.OIDC_POST_LOGOUT_REDIRECT_URI) return redirect(response, ownPage("/", baseUrl));
    const parameters = { id_token_hint: idToken, post_logout_redirect_uri: env.OIDC_POST_LOGOUT_REDIRECT_URI };
    redirect(response, client.buildEndSessionUrl(await provider(), parameters));
  }

  const wantedPage = (request) => ownPage(new URL(request.url, baseUrl).searchParams.get("to"), baseUrl);
  return answer(
    {
      ...pages({ title: "OpenID Connect sample", baseUrl, userOf: (request) => sessions.of(request)?.user }),
      "GET /login": (request, response) => signIn(request, response, wantedPage(request)),
      "GET /initiate": initiate,
      "GET /logout": logout,
      [`GET ${new URL(redirectUri).pathname}`]: callback,
    },
    explain,
  );
}

/** @returns the app's address and how to stop it */
export const start = ({ port = 0, env = process.env } = {}) => serve(createApp, { port, env });

function required(env, name) {
  if (!env[name]) throw new Error(`${name} is not set`);
  return env[name];
}

async function discover(issuer, clientId, secret) {
  if (!isTrustworthy(issuer)) throw new Refusal(500, "Sign-in failed", "OIDC_ISSUER must start with https://");
  const insecure = new URL(issuer).protocol === "http:" ? [client.allowInsecureRequests] : [];
  return client.discovery(
    new URL(issuer),
    clientId,
    {},
    secret ? client.ClientSecretBasic(secret) : client.None(),
    // Checks the ID token's signature too: TLS, which would vouch for it, is missing on the loopback interface.
    { execute: [...insecure, client.enableNonRepudiationChecks] },
  );
}

/** The words of the library and of the provider, for the page that says why sign-in failed. */
async function explain(error) {
  const { response, cause } = error;
  const refused = response && !response.bodyUsed ? await response.json().catch(() => ({})) : error;
  const said = [error.message, refused.error, refused.error_description, cause?.message].filter(Boolean);
  const message = [...new Set(said)].join(": ");

  if (refused.error === "access_denied") return new Refusal(403, "Sign-in failed", message);
  if (refused.error || error.code?.startsWith?.("OAUTH_")) return new Refusal(400, "Sign-in failed", message);
  if (error.message === "fetch failed") return new Refusal(502, "The identity provider does not answer", message);
  return undefined;
}
