/**
 * What the app may ask for, and how. The answers of the authorize endpoint follow from them: a code by
 * authorization_code, tokens by implicit. Which grant goes with which type of app: `problemOfGrants`.
 */
import { z } from "zod";
import type { AuthorizeRequest } from "../../../protocols/oidc/authorize-request.js";
import { grantTypes as answered } from "../../../protocols/oidc/supported.js";
import { defineField, type FieldValues } from "../../field.js";
import { saw } from "../../seen-app.js";
import { listOf } from "../chosen.js";
import { type ApplicationType, applicationType, typeOf } from "./application-type.js";

interface Grant {
  /** As it is typed, where that is not its name. */
  typed?: string;
  types: readonly ApplicationType[];
}

const EVERY: readonly ApplicationType[] = ["web", "browser", "native"];
const KEEPS_SECRETS: readonly ApplicationType[] = ["web", "native"];

/** The platform's grants, in its order. @see rfc6749 §1.3 */
const GRANTS = {
  authorization_code: { types: EVERY },
  refresh_token: { types: EVERY },
  implicit: { types: EVERY },
  client_credentials: { types: ["web"] },
  password: { types: ["native"] },
  "urn:ietf:params:oauth:grant-type:device_code": { typed: "device_code", types: KEEPS_SECRETS },
  "urn:ietf:params:oauth:grant-type:token-exchange": { typed: "token_exchange", types: KEEPS_SECRETS },
  "urn:ietf:params:oauth:grant-type:saml2-bearer": { typed: "saml2_bearer", types: EVERY },
  "urn:ietf:params:oauth:grant-type:jwt-bearer": { typed: "jwt_bearer", types: EVERY },
  "urn:openid:params:grant-type:ciba": { typed: "ciba", types: KEEPS_SECRETS },
  interaction_code: { types: EVERY },
  "urn:okta:params:oauth:grant-type:otp": { typed: "otp", types: EVERY },
  "urn:okta:params:oauth:grant-type:oob": { typed: "oob", types: EVERY },
  "http://auth0.com/oauth/grant-type/mfa-otp": { typed: "mfa_otp", types: EVERY },
  "http://auth0.com/oauth/grant-type/mfa-oob": { typed: "mfa_oob", types: EVERY },
} as const satisfies Record<string, Grant>;

export type GrantType = keyof typeof GRANTS;

const NAMES = Object.keys(GRANTS) as GrantType[];
const typedName = (grant: GrantType): string => (GRANTS[grant] as Grant).typed ?? grant;
const typedNames = NAMES.map(typedName);

export const ciba = "urn:openid:params:grant-type:ciba" satisfies GrantType;

export const grantTypes = defineField<GrantType[]>({
  key: "grantTypes",
  path: "settings.oauthClient.grant_types",
  term: "Grant types",
  flag: "--grant-type <grant>",
  section: "Client and grants",
  help: `${typedNames.slice(0, 3).join(", ")} and, where the type of app has them, ${typedNames.slice(3).join(", ")}`,
  example: "authorization_code, refresh_token",
  spec: "rfc6749 §1.3",
  repeatable: true,
  schema: z
    .array(z.enum(NAMES, `it must be ${listOf(typedNames)}`))
    .min(1, "an app without a grant can ask for nothing")
    .refine((grants) => new Set(grants).size === grants.length, "one of them is there twice"),
  fromText: (text) => NAMES.find((grant) => typedName(grant) === text) ?? text,
  toText: ([grant]) => (grant === undefined ? "" : typedName(grant)),
  default: (values) => [
    "authorization_code",
    ...((values.implicit as unknown[] | undefined)?.length ? (["implicit"] as const) : []),
  ],
  notHonoured(grants) {
    const open = grants.filter((grant) => !(answered as readonly string[]).includes(grant)).map(typedName);
    return open.length > 0 ? `the IdP does not answer ${listOf(open)}; it refuses such a request` : undefined;
  },
  fromApp: ({ authorizeRequest: asked }) => saw(grantsOf(asked), "response_type and scope of the authorize request"),
});

/** What the request cannot do without; the code, which a web app always has, among it. */
function grantsOf(asked: AuthorizeRequest | undefined): GrantType[] | undefined {
  if (!asked) return undefined;
  const words = (asked.responseType ?? "code").split(" ");
  const grants: GrantType[] = ["authorization_code"];
  if (asked.scopes.includes("offline_access")) grants.push("refresh_token");
  if (words.includes("id_token") || words.includes("token")) grants.push("implicit");
  return grants;
}

/** Whether the app has the grant. */
export const hasGrant = (values: FieldValues, grant: GrantType): boolean =>
  ((values.grantTypes as GrantType[] | undefined) ?? []).includes(grant);

/** What is wrong with the grants of an app of this type, as a sentence. */
export function problemOfGrants(values: FieldValues): string | undefined {
  const type = typeOf(values);
  const name = applicationType.toText?.(type) ?? type;
  const grants = (values.grantTypes as GrantType[] | undefined) ?? [];
  const foreign = grants.find((grant) => !(GRANTS[grant].types as readonly string[]).includes(type));
  if (foreign) return `an app of type ${name} cannot have the grant ${typedName(foreign)}`;
  if (type !== "browser" && !grants.includes("authorization_code"))
    return `an app of type ${name} cannot do without authorization_code`;
  if (
    type === "browser" &&
    !["authorization_code", "implicit", "interaction_code"].some((one) => grants.includes(one as GrantType))
  )
    return `an app of type ${name} needs authorization_code, implicit or interaction_code to sign anybody in`;
  return undefined;
}
