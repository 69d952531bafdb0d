import { Problem } from "../../problem.js";

export const publicClientWithoutPkce = () =>
  new Problem(
    "PUBLIC_CLIENT_WITHOUT_PKCE",
    2,
    "Client authentication none does not go without PKCE",
    "a client without a secret has nothing but PKCE to prove that the code is its own",
    "--pkce, or another --auth-method: client_secret_basic",
  );

export const visibleWithoutTile = () =>
  new Problem(
    "VISIBLE_WITHOUT_TILE",
    2,
    "There is no tile to show",
    "an OIDC app has one only when it can begin a sign-in that was not begun there",
    "--initiate-login-uri <url>, or leave --visible out",
  );
