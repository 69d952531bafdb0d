/**
 * SWA: a click on the tile posts a name and a password to the app's own login form.
 *
 *   sign-on.ts             which credentials, by the app's scheme; the log's event
 *   pages.ts               the form that posts itself, the question, and why not
 *   submit-credentials.ts  POST /app/{name}/{id}/swa/credentials: what the person was asked for
 *   credentials-handle.ts  ties that form to the session that it was shown in
 *
 * The form is posted from the browser, without the cookies and hidden values of a visit to the app's login page: an app
 * whose form carries a token against forgery refuses it, as it refuses the platform's form-POST template.
 */
import { swaSettingsOf } from "../../integrations/swa/settings.js";
import type { Protocol } from "../idp.js";
import { signOn } from "./sign-on.js";
import { submitCredentials } from "./submit-credentials.js";

const signOnMode = "AUTO_LOGIN";

export const swa: Protocol = {
  name: "swa",
  routes: [{ method: "POST", path: "/app/:name/:id/swa/credentials", handle: submitCredentials }],
  tile: {
    signOnMode,
    canLaunch: () => true,
    launch: (exchange, access, signedIn) =>
      signOn(exchange, access, signedIn, { wantsNew: exchange.url.searchParams.get("credentials") === "new" }),
    otherCredentials: (app) => (swaSettingsOf(app).scheme.password === "person" ? "?credentials=new" : undefined),
  },
  appUrls(app) {
    if (app.signOnMode !== signOnMode) return [];
    const { loginUrl, redirectUrl, form } = swaSettingsOf(app);
    return [loginUrl, redirectUrl, form?.url].filter((url) => url !== undefined);
  },
};
