/** Where the browser may go after a logout that the app started. */
import { defineField } from "../../field.js";
import { guess, saw } from "../../seen-app.js";
import { appUrls } from "../../url.js";

const EXAMPLE = "http://localhost:3000/";

export const postLogoutRedirectUris = defineField<string[]>({
  key: "postLogoutRedirectUris",
  path: "settings.oauthClient.post_logout_redirect_uris",
  term: "Sign-out redirect URIs",
  flag: "--post-logout-redirect-uri <uri>",
  section: "Sign-in and sign-out",
  help: "where the browser may go after sign-out",
  example: EXAMPLE,
  spec: "openid-connect-rpinitiated-1.0 §3.1",
  repeatable: true,
  ask: true,
  schema: appUrls(EXAMPLE),
  default: () => [],
  fromApp: ({ afterLogout }) => {
    if (!afterLogout) return undefined;
    return afterLogout.isOfIdp
      ? saw([afterLogout.url], "post_logout_redirect_uri of its sign-out")
      : guess([afterLogout.url], "where its sign-out leads");
  },
});
