/**
 * SAML 2.0, one IdP a SAML app.
 *
 *   metadata.ts   what an SP imports
 *   sso.ts        AuthnRequest or none → checks → session → gate → respond.ts
 *   receive.ts    both bindings into one request, kept where the person has to sign in first
 *   respond.ts    the signed response and the page that posts it
 *   tile.ts       the IdP-initiated sign-in from the dashboard
 */
import { samlSettingsOf } from "../../integrations/saml/settings.js";
import type { Protocol } from "../idp.js";
import { metadata } from "./metadata.js";
import { sso, ssoByPost } from "./sso.js";
import { samlSignOnMode, samlTile } from "./tile.js";

export const saml: Protocol = {
  name: "saml",
  tile: samlTile,
  routes: [
    { method: "GET", path: "/app/:externalKey/sso/saml/metadata", handle: metadata },
    { method: "GET", path: "/app/:name/:externalKey/sso/saml", handle: sso },
    { method: "POST", path: "/app/:name/:externalKey/sso/saml", handle: ssoByPost },
  ],
  appUrls(app) {
    if (app.signOnMode !== samlSignOnMode) return [];
    const { ssoAcsUrl, acsEndpoints } = samlSettingsOf(app);
    return [ssoAcsUrl, ...acsEndpoints.map(({ url }) => url)];
  },
};
