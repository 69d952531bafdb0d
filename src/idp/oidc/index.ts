/**
 * OpenID Connect on the org authorization server and on custom ones.
 *
 *   server.ts      which of the org's servers a request is for
 *   documents.ts   discovery and keys, without the engine
 *   authorize.ts   named checks → session → gate → engine
 *   token.ts       client authentication → named checks → engine
 *   userinfo.ts introspect.ts revoke.ts logout.ts   own handlers: the engine does not do these as the platform does
 *   engine*.ts adapter.ts account.ts access-token.ts   the engine, its memory, and what it asks us
 */
import { endpoints, wellKnown } from "../../protocols/oidc/endpoints.js";
import type { Protocol } from "../idp.js";
import { authorize } from "./authorize.js";
import { clientOf, openIdConnect } from "./client.js";
import { preflight } from "./cors.js";
import { authorizationServerMetadata, keys, openIdConfiguration } from "./documents.js";
import { introspect } from "./introspect.js";
import { logout } from "./logout.js";
import { getInstead } from "./post-to-get.js";
import { revoke } from "./revoke.js";
import { atCustom, atOrg, onServers } from "./server.js";
import { oidcTile } from "./tile.js";
import { token } from "./token.js";
import { userinfo } from "./userinfo.js";

export const oidc: Protocol = {
  name: "oidc",
  tile: oidcTile,
  routes: [
    { method: "GET", path: wellKnown.configuration, handle: atOrg(openIdConfiguration) },
    { method: "GET", path: wellKnown.authorizationServer, handle: atOrg(authorizationServerMetadata) },
    { method: "GET", path: `/oauth2/:server${wellKnown.configuration}`, handle: atCustom(openIdConfiguration) },
    {
      method: "GET",
      path: `/oauth2/:server${wellKnown.authorizationServer}`,
      handle: atCustom(authorizationServerMetadata),
    },
    // Where an issuer with a path has it by the specification. @see rfc8414 §3.1
    {
      method: "GET",
      path: `${wellKnown.authorizationServer}/oauth2/:server`,
      handle: atCustom(authorizationServerMetadata),
    },
    ...onServers("GET", endpoints.keys, keys),
    ...onServers("GET", endpoints.authorize, authorize),
    ...onServers("POST", endpoints.authorize, getInstead),
    ...onServers("POST", endpoints.token, token),
    ...onServers("OPTIONS", endpoints.token, preflight("POST")),
    ...onServers("GET", endpoints.userinfo, userinfo),
    ...onServers("POST", endpoints.userinfo, userinfo),
    ...onServers("OPTIONS", endpoints.userinfo, preflight("GET, POST")),
    ...onServers("POST", endpoints.introspect, introspect),
    ...onServers("POST", endpoints.revoke, revoke),
    ...onServers("OPTIONS", endpoints.revoke, preflight("POST")),
    ...onServers("GET", endpoints.logout, logout),
    ...onServers("POST", endpoints.logout, getInstead),
  ],
  appUrls(app) {
    if (app.signOnMode !== openIdConnect) return [];
    const { redirectUris, initiateLoginUri } = clientOf(app);
    return initiateLoginUri ? [...redirectUris, initiateLoginUri] : redirectUris;
  },
};
