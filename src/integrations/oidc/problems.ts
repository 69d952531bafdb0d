import { Problem } from "../../problem.js";

export const publicClientWithoutPkce = () =>
  new Problem(
    "PUBLIC_CLIENT_WITHOUT_PKCE",
    2,
    "Client authentication none does not go without PKCE",
    "a client without a secret has nothing but PKCE to prove that the code is its own",
    "--pkce, or another --auth-method: client_secret_basic",
  );
