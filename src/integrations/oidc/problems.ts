import { Problem } from "../../problem.js";

export const publicClientWithoutPkce = () =>
  new Problem(
    "PUBLIC_CLIENT_WITHOUT_PKCE",
    2,
    "Client authentication none does not go without PKCE",
    "a client without a secret has nothing but PKCE to prove that the code is its own",
    "--pkce, or another --auth-method: client_secret_basic",
  );

/** A client whose every part is in the browser of somebody else keeps no secret. */
export const spaWithSecret = (method: unknown) =>
  new Problem(
    "SPA_WITH_SECRET",
    2,
    `Client authentication ${String(method)} does not go with --type spa`,
    "what runs in a browser keeps no secret: whoever opens the page can read it",
    "leave --auth-method out (it is none, with PKCE), or --type web",
  );

export const grantsOfAnotherType = (why: string) =>
  new Problem(
    "GRANT_NOT_ALLOWED",
    2,
    "The grant types do not fit the app",
    why,
    "another --grant-type, or another --type",
  );

/** @param uri a registered address under a scheme that no browser knows */
export const schemeOfNativeApp = (uri: string) =>
  new Problem(
    "SCHEME_OF_NATIVE_APP",
    2,
    `A redirect URI has a scheme of its own: ${uri}`,
    "only an installed app can register one; a web app and an spa are reached by http or https",
    "--type native, or an address that begins with https://",
  );

export const wildcardNotAllowed = (uri: string) =>
  new Problem(
    "WILDCARD_NOT_ALLOWED",
    2,
    `A redirect URI has a wildcard in it: ${uri}`,
    "addresses are compared letter by letter, unless the app allows wildcards",
    "--wildcard-redirect, or the address itself",
  );

/** @param why what the flow lacks */
export const loginFlowImpossible = (typed: string, why: string, fix: string) =>
  new Problem("LOGIN_FLOW_IMPOSSIBLE", 2, `The login flow ${typed} does not go with these settings`, why, fix);

export const frontchannelLogoutOfNativeApp = () =>
  new Problem(
    "FRONTCHANNEL_LOGOUT_NATIVE",
    2,
    "A native app has no front-channel logout",
    "the browser that signs out elsewhere is not the installed app",
    "leave --frontchannel-logout-uri out",
  );

export const visibleWithoutTile = () =>
  new Problem(
    "VISIBLE_WITHOUT_TILE",
    2,
    "There is no tile to show",
    "an OIDC app has one only when it can begin a sign-in that was not begun there",
    "--initiate-login-uri <url>, or leave --visible out",
  );
