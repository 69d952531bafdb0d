/** Whether an authorize request without a code challenge is refused. */
import { z } from "zod";
import { defineField } from "../../field.js";
import { saw } from "../../seen-app.js";
import { typeOf } from "./application-type.js";

export const pkce = defineField<boolean>({
  key: "pkce",
  path: "credentials.oauthClient.pkce_required",
  term: "Require PKCE",
  flag: "--pkce",
  section: "Client and grants",
  help: "refuse authorize requests without a code challenge",
  spec: "rfc7636 §4.4.1",
  switch: true,
  // Without a client secret PKCE is a duty: there is nothing to ask.
  when: (values) => values.authMethod !== "none",
  meansOnlyWith: "with --auth-method none it is a duty",
  schema: z.boolean(),
  default: (values) => values.authMethod === "none" || typeOf(values) !== "web",
  fromApp: ({ authorizeRequest: asked }) =>
    saw(asked?.codeChallengeMethod === "S256" ? true : undefined, "code_challenge of the authorize request (S256)"),
});
