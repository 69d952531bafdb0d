/** The mistake: the app's entity id ends in a slash that the audience set at the provider does not have. */
import { type RunningApp, startVaried, type ZooOptions } from "./variation.js";

/** The provider's audience is `env.SAML_AUDIENCE`, else `{url}/saml/metadata`. */
export const start = (options: ZooOptions): Promise<RunningApp> =>
  startVaried(
    { protocol: "saml", ...options },
    {
      env: (env) => {
        const entityId = `${env.SAML_AUDIENCE || new URL("/saml/metadata", env.BASE_URL).href}/`;
        return { ...env, SAML_SP_ENTITY_ID: entityId, SAML_AUDIENCE: entityId };
      },
    },
  );
