/** Real relying parties: openid-client against the IdP under test. */
import * as client from "openid-client";
import type { Browser } from "./browser.js";
import { redirectUri } from "./org.js";

export async function relyingParty(
  origin: string,
  id: string,
  authentication: client.ClientAuth,
): Promise<client.Configuration> {
  return client.discovery(new URL(origin), id, undefined, authentication, { execute: [client.allowInsecureRequests] });
}

export interface Begun {
  url: string;
  checks: { pkceCodeVerifier: string; expectedState: string; expectedNonce: string };
}

/** Begins a sign-in as a careful app does: state, nonce and PKCE. */
export async function begin(config: client.Configuration, more: Record<string, string> = {}): Promise<Begun> {
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const [expectedState, expectedNonce] = [client.randomState(), client.randomNonce()];
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: "openid profile email",
    state: expectedState,
    nonce: expectedNonce,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: "S256",
    ...more,
  });
  return { url: url.href, checks: { pkceCodeVerifier, expectedState, expectedNonce } };
}

/** The whole flow with the user's one click. */
export async function signInAs(
  browser: Browser,
  config: client.Configuration,
  user: string,
  more: Record<string, string> = {},
): Promise<client.TokenEndpointResponse & client.TokenEndpointResponseHelpers> {
  const { url, checks } = await begin(config, more);
  const back = await browser.signIn(await browser.go(url), { user });
  return client.authorizationCodeGrant(config, new URL(back.location), checks);
}
