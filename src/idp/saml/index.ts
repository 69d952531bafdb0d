/**
 * SAML 2.0, one IdP a SAML app.
 *
 *   metadata.ts          what an SP imports
 *   post-binding.ts      a posted request is kept and fetched again by GET
 *   sso.ts               AuthnRequest or none → checks → session → gate → response
 *   received-request.ts  both bindings as one, kept where the person has to sign in first
 *   request-checks.ts    what the platform refuses of a request; acs.ts: where the response goes
 *   visitor.ts           who is in front of the browser; seen-by-run.ts: the app as a test run sees it
 *   assertion-about.ts   from the app's settings to an assertion about a person; attributes-of.ts: its statements
 *   respond.ts           the signed response; no-passive.ts: the one without an assertion; refuse.ts: neither
 *   logout.ts            the SP signs a person out; sp-trust.ts: what its messages are verified with
 *   tile.ts              the IdP-initiated sign-in from the dashboard
 */
import { samlSettingsOf } from "../../integrations/saml/settings.js";
import type { Protocol } from "../idp.js";
import { logout } from "./logout.js";
import { metadata } from "./metadata.js";
import { requestByPost } from "./post-binding.js";
import { sso } from "./sso.js";
import { samlSignOnMode, samlTile } from "./tile.js";

export const saml: Protocol = {
  name: "saml",
  tile: samlTile,
  routes: [
    { method: "GET", path: "/app/:externalKey/sso/saml/metadata", handle: metadata },
    { method: "GET", path: "/app/:name/:externalKey/sso/saml", handle: sso },
    { method: "POST", path: "/app/:name/:externalKey/sso/saml", handle: requestByPost },
    { method: "GET", path: "/app/:name/:externalKey/slo/saml", handle: logout },
    { method: "POST", path: "/app/:name/:externalKey/slo/saml", handle: requestByPost },
  ],
  appUrls(app) {
    if (app.signOnMode !== samlSignOnMode) return [];
    const { ssoAcsUrl, acsEndpoints } = samlSettingsOf(app);
    return [ssoAcsUrl, ...acsEndpoints.map(({ url }) => url)];
  },
};
