/** The mistake: the client secret is not the one of this app; a public client would not notice. */
import { type RunningApp, startVaried, type ZooOptions } from "./variation.js";

/** @param secret what the app uses instead, by default the secret of nobody */
export const start = ({
  secret = "the-secret-of-another-app",
  ...options
}: ZooOptions & { secret?: string }): Promise<RunningApp> =>
  startVaried({ protocol: "oidc", ...options }, { env: (env) => ({ ...env, OIDC_CLIENT_SECRET: secret }) });
