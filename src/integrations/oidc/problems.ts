import { Problem } from "../../problem.js";

export const publicClientWithoutPkce = () =>
  new Problem(
    "PUBLIC_CLIENT_WITHOUT_PKCE",
    2,
    "--no-pkce does not go with --auth-method none",
    "a client without a secret has nothing but PKCE to prove that the code is its own",
    "leave --no-pkce out, or use --auth-method client_secret_basic",
  );
