/**
 * OpenID Connect on the org authorization server.
 *
 *   documents.ts   discovery and keys, without the engine
 *   authorize.ts   named checks → session → gate → engine
 *   token.ts       client authentication → named checks → engine
 *   userinfo.ts introspect.ts revoke.ts logout.ts   own handlers: the engine does not do these as the platform does
 *   engine*.ts adapter.ts account.ts access-token.ts   the engine, its memory, and what it asks us
 */
import { endpoints } from "../../protocols/oidc/endpoints.js";
import type { Protocol } from "../idp.js";
import { authorize } from "./authorize.js";
import { clientOf, openIdConnect } from "./client.js";
import { preflight } from "./cors.js";
import { authorizationServerMetadata, keys, openIdConfiguration } from "./documents.js";
import { introspect } from "./introspect.js";
import { logout } from "./logout.js";
import { getInstead } from "./post-to-get.js";
import { revoke } from "./revoke.js";
import { oidcTile } from "./tile.js";
import { token } from "./token.js";
import { userinfo } from "./userinfo.js";

export const oidc: Protocol = {
  name: "oidc",
  tile: oidcTile,
  routes: [
    { method: "GET", path: endpoints.configuration, handle: openIdConfiguration },
    { method: "GET", path: endpoints.authorizationServer, handle: authorizationServerMetadata },
    { method: "GET", path: endpoints.keys, handle: keys },
    { method: "GET", path: endpoints.authorize, handle: authorize },
    { method: "POST", path: endpoints.authorize, handle: getInstead },
    { method: "POST", path: endpoints.token, handle: token },
    { method: "OPTIONS", path: endpoints.token, handle: preflight("POST") },
    { method: "GET", path: endpoints.userinfo, handle: userinfo },
    { method: "POST", path: endpoints.userinfo, handle: userinfo },
    { method: "OPTIONS", path: endpoints.userinfo, handle: preflight("GET, POST") },
    { method: "POST", path: endpoints.introspect, handle: introspect },
    { method: "POST", path: endpoints.revoke, handle: revoke },
    { method: "OPTIONS", path: endpoints.revoke, handle: preflight("POST") },
    { method: "GET", path: endpoints.logout, handle: logout },
    { method: "POST", path: endpoints.logout, handle: getInstead },
  ],
  appUrls(app) {
    if (app.signOnMode !== openIdConnect) return [];
    const { redirectUris, initiateLoginUri } = clientOf(app);
    return initiateLoginUri ? [...redirectUris, initiateLoginUri] : redirectUris;
  },
};
