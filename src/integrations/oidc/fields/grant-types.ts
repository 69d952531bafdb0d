/** What the app may ask the token endpoint for. A web app always has the authorization code. */
import { z } from "zod";
import { defineField } from "../../field.js";
import { saw } from "../../seen-app.js";

const GRANTS = ["authorization_code", "refresh_token"] as const;

export const grantTypes = defineField<(typeof GRANTS)[number][]>({
  key: "grantTypes",
  path: "settings.oauthClient.grant_types",
  term: "Grant types",
  flag: "--grant-type <grant>",
  section: "Client and grants",
  help: GRANTS.join(", "),
  example: GRANTS.join(", "),
  spec: "rfc6749 §1.3",
  repeatable: true,
  schema: z
    .array(z.enum(GRANTS, `it must be ${GRANTS.join(" or ")}`))
    .refine((grants) => grants.includes("authorization_code"), "a web app cannot do without authorization_code"),
  default: () => ["authorization_code"],
  fromApp: ({ authorizeRequest: asked }) => {
    if (!asked) return undefined;
    const { responseType = "code", scopes } = asked;
    const used = [
      ...(/\bcode\b/.test(responseType) ? ["authorization_code"] : []),
      ...(/token\b/.test(responseType) ? ["implicit"] : []),
      ...(scopes.includes("offline_access") ? ["refresh_token"] : []),
    ];
    const grants = GRANTS.filter((grant) => used.includes(grant));
    return saw(grants.length > 0 ? grants : undefined, "response_type and scope of the authorize request");
  },
});
