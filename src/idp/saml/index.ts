/**
 * SAML 2.0, one IdP a SAML app.
 *
 *   metadata.ts          what an SP imports
 *   post-binding.ts      a posted AuthnRequest is kept and fetched again by GET
 *   sso.ts               AuthnRequest or none → checks → session → gate → response
 *   received-request.ts  both bindings as one, kept where the person has to sign in first
 *   request-checks.ts    what the platform refuses of a request; acs.ts: where the response goes
 *   visitor.ts           who is in front of the browser; seen-by-run.ts: the app as a test run sees it
 *   respond.ts           the signed response; no-passive.ts: the one without an assertion; refuse.ts: neither
 *   tile.ts              the IdP-initiated sign-in from the dashboard
 */
import { samlSettingsOf } from "../../integrations/saml/settings.js";
import type { Protocol } from "../idp.js";
import { metadata } from "./metadata.js";
import { ssoByPost } from "./post-binding.js";
import { sso } from "./sso.js";
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
