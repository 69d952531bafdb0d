/**
 * The tile of an OIDC app: the browser is sent to the app's initiate-login URI, and the app begins its own sign-in, with a
 * state and nonce of its own. Where the app has chosen so, an ID token is posted to it instead (simplified-login.ts).
 *
 * @see openid-connect-core-1_0 §4
 */
import { redirect } from "../http/answers.js";
import type { Tile } from "../idp.js";
import { recordEvents } from "../log.js";
import { clientOf, openIdConnect } from "./client.js";
import { postIdToken } from "./simplified-login.js";

export const oidcTile: Tile = {
  signOnMode: openIdConnect,

  canLaunch(app) {
    const { idpInitiatedMode, initiateLoginUri } = clientOf(app);
    return idpInitiatedMode === "OKTA" || (idpInitiatedMode === "SPEC" && initiateLoginUri !== undefined);
  },

  async launch(exchange, access, signedIn) {
    const { app, user } = access;
    const { session } = signedIn;
    const client = clientOf(app);
    const { initiateLoginUri = "" } = client;
    if (client.idpInitiatedMode === "OKTA") return await postIdToken(exchange, client, access, signedIn);
    await recordEvents(exchange, [
      {
        type: "app.oauth2.signon",
        actor: user,
        targets: [app],
        run: session.run,
        session: session.uid,
        clientId: app.id,
        debugData: { signOnMode: "OpenID Connect", initiationType: "IDP_INITIATED" },
      },
    ]);
    const query = new URLSearchParams({ iss: exchange.idp.origin });
    redirect(exchange, `${initiateLoginUri}${initiateLoginUri.includes("?") ? "&" : "?"}${query}`);
  },
};
