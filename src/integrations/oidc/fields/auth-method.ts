/** How the app proves at the token endpoint who it is. */
import { z } from "zod";
import { defineField } from "../../field.js";
import { guess } from "../../seen-app.js";
import { typeOf } from "./application-type.js";

const METHODS = ["client_secret_basic", "client_secret_post", "none"] as const;

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
    { value: "none", label: "none: no secret, PKCE alone" },
  ],
  default: (values) => (typeOf(values) === "web" ? "client_secret_basic" : "none"),
  fromApp: ({ framework }) =>
    guess(
      METHODS.find((method) => method === framework?.authMethod),
      `what ${framework?.name} does unless told otherwise`,
    ),
});
