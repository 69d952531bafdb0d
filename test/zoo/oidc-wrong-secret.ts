/** The mistake: the client secret is not the one of this app; a public client would not notice. */
import { type RunningApp, startVaried, type ZooOptions } from "./variation.js";

export const start = (options: ZooOptions): Promise<RunningApp> =>
  startVaried(
    { protocol: "oidc", ...options },
    { env: (env) => ({ ...env, OIDC_CLIENT_SECRET: "the-secret-of-another-app" }) },
  );
