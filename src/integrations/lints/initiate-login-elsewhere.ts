/** The tile sends people to one site, their code goes to another. */
import { addressesOf, defineLint } from "../lint.js";

export default defineLint({
  level: "note",
  judge({ app }) {
    const addresses = addressesOf(app);
    const initiate = addresses.find(({ path }) => path === "settings.oauthClient.initiate_login_uri");
    const redirects = addresses.filter(({ path }) => path === "settings.oauthClient.redirect_uris");
    return initiate && redirects.length > 0 && redirects.every(({ url }) => url.host !== initiate.url.host)
      ? [
          {
            path: initiate.path,
            seen: initiate.text,
            why: "no sign-in redirect URI is on that host: state that is kept in a cookie there is not sent where the code arrives",
          },
        ]
      : [];
  },
});
