/** How the app proves at the token endpoint who it is. */
import { z } from "zod";
import { clientAuthenticationMethods } from "../../../protocols/oidc/supported.js";
import { defineField } from "../../field.js";
import { guess } from "../../seen-app.js";
import { typeOf } from "./application-type.js";

const METHODS = clientAuthenticationMethods;

export const authMethod = defineField<(typeof METHODS)[number]>({
  key: "authMethod",
  path: "credentials.oauthClient.token_endpoint_auth_method",
  term: "Client authentication",
  flag: "--auth-method <method>",
  section: "Client and grants",
  help: `${METHODS.join(", ")}; none makes PKCE a duty, and is all that an spa can do`,
  spec: "openid-connect-core-1.0 §9",
  schema: z.enum(METHODS, `it must be one of ${METHODS.join(", ")}`),
  choices: [
    { value: "client_secret_basic", label: "client_secret_basic: secret in the Authorization header" },
    { value: "client_secret_post", label: "client_secret_post: secret in the form" },
    { value: "client_secret_jwt", label: "client_secret_jwt: signed with the secret" },
    { value: "private_key_jwt", label: "private_key_jwt: signed with a key of its own, see --jwks" },
    { value: "none", label: "none: no secret, PKCE alone" },
  ],
  default(values) {
    const type = typeOf(values);
    if (values.jwks !== undefined && type !== "browser") return "private_key_jwt";
    return type === "web" ? "client_secret_basic" : "none";
  },
  fromApp: ({ framework }) =>
    guess(
      METHODS.find((method) => method === framework?.authMethod),
      `what ${framework?.name} does unless told otherwise`,
    ),
});

/** Whether an app with this method has a client secret: neither a public one nor one that signs with a key. */
export const provesBySecret = (method: unknown): boolean => method !== "none" && method !== "private_key_jwt";
