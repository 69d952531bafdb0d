/** What cannot be right about the settings of an OIDC app together. */
import type { FieldValues } from "../field.js";
import { keysMissing } from "../problems.js";
import { typeOf } from "./fields/application-type.js";
import { hasGrant, problemOfGrants } from "./fields/grant-types.js";
import {
  frontchannelLogoutOfNativeApp,
  grantsOfAnotherType,
  loginFlowImpossible,
  publicClientWithoutPkce,
  schemeOfNativeApp,
  spaWithSecret,
  visibleWithoutTile,
  wildcardNotAllowed,
} from "./problems.js";

/** Whether a click on the dashboard can open the app. */
export const hasTile = ({ loginFlow, initiateLoginUri }: FieldValues): boolean =>
  loginFlow === undefined ? initiateLoginUri !== undefined : loginFlow !== "DISABLED";

/** @param given what the person has just said @throws Problem for the first rule that is broken */
export function checkOidc(values: FieldValues, given: FieldValues): void {
  const type = typeOf(values);
  if (given.visible === true && !hasTile(values)) throw visibleWithoutTile();
  if (type === "browser" && values.authMethod !== "none" && values.authMethod !== undefined)
    throw spaWithSecret(values.authMethod);
  if (values.authMethod === "none" && values.pkce === false) throw publicClientWithoutPkce();
  if (values.authMethod === "private_key_jwt" && values.jwks === undefined) throw keysMissing();
  const why = values.grantTypes === undefined ? undefined : problemOfGrants(values);
  if (why) throw grantsOfAnotherType(why);
  checkAddresses(values);
  checkLoginFlow(values);
  if (type === "native" && values.frontchannelLogoutUri !== undefined) throw frontchannelLogoutOfNativeApp();
}

function checkAddresses(values: FieldValues): void {
  const redirectUris = (values.redirectUris ?? []) as string[];
  const all = [...redirectUris, ...((values.postLogoutRedirectUris ?? []) as string[])];
  const own = typeOf(values) === "native" ? undefined : all.find((uri) => !/^https?:/i.test(uri));
  if (own !== undefined) throw schemeOfNativeApp(own);
  const wild = values.wildcardRedirect ? undefined : redirectUris.find((uri) => uri.includes("*"));
  if (wild !== undefined) throw wildcardNotAllowed(wild);
}

/** The platform's sources differ on where the simplified flow posts to; all of them need an ID token without a code. */
function checkLoginFlow(values: FieldValues): void {
  const { loginFlow, initiateLoginUri } = values;
  if (loginFlow === "SPEC" && initiateLoginUri === undefined) {
    const why = "the tile sends people to an address of the app that begins a sign-in, and the app has none";
    throw loginFlowImpossible("spec", why, "--initiate-login-uri <uri>");
  }
  if (loginFlow !== "OKTA") return;
  if (typeOf(values) === "native")
    throw loginFlowImpossible("okta", "an installed app receives no POST", "--login-flow app-only");
  const sendsIdToken = hasGrant(values, "implicit") && ((values.implicit ?? []) as string[]).includes("id_token");
  if (!sendsIdToken) {
    const why = "the tile posts an ID token, which the app may get by the implicit grant alone";
    throw loginFlowImpossible("okta", why, "--grant-type authorization_code --grant-type implicit --implicit id_token");
  }
}
