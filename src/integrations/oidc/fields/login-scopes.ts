/** What the ID token tells that the tile posts. */
import { z } from "zod";
import { orgScopes } from "../../../protocols/oidc/supported.js";
import { atPath, defineField, setPath } from "../../field.js";
import { listOf } from "../chosen.js";

const PATH = "settings.oauthClient.idp_initiated_login.default_scope";
/** A refresh token comes with a code alone. */
const SCOPES = orgScopes.filter((scope) => scope !== "offline_access");

export const loginScopes = defineField<string[]>({
  key: "loginScopes",
  path: PATH,
  term: "Scopes of the ID token that is sent",
  flag: "--login-scope <scope>",
  section: "Sign-in and sign-out",
  help: `what the ID token tells that the tile posts: ${SCOPES.join(", ")}`,
  example: "openid, email, profile",
  spec: "openid-connect-core-1.0 §5.4",
  repeatable: true,
  schema: z.array(z.enum(SCOPES, `it must be ${listOf(SCOPES)}`)),
  when: (values) => values.loginFlow === "OKTA",
  meansOnlyWith: "it goes with --login-flow okta",
  read(document) {
    const scopes = atPath(document, PATH) as string[] | undefined;
    return scopes?.length ? scopes : undefined;
  },
  write: (document, scopes = []) => setPath(document, PATH, scopes),
});
