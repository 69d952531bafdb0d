/** The mistake: the app's assertion consumer service is at `/sso/acs`, the provider is told `{url}/saml/acs`. */
import { type RunningApp, startVaried, type ZooOptions } from "./variation.js";

export const start = (options: ZooOptions): Promise<RunningApp> =>
  startVaried(
    { protocol: "saml", ...options },
    { env: (env) => ({ ...env, SAML_ACS_URL: new URL("/sso/acs", env.BASE_URL).href }) },
  );
