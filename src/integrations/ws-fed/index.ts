/**
 * WS-Federation, as the platform's template has it: kept with every setting. The IdP does not answer its requests, and
 * says so wherever such an app is shown.
 */

import { generalFields } from "../fields/general.js";
import { label } from "../fields/label.js";
import { usernameFields } from "../fields/usernames.js";
import { visible } from "../fields/visible.js";
import { defineKind } from "../kind.js";
import { realmOf, wsFedAddresses } from "./addresses.js";
import { newWsFedDocument } from "./document.js";
import { attributeStatements } from "./fields/attribute-statements.js";
import { audience } from "./fields/audience.js";
import { authnContext } from "./fields/authn-context.js";
import { digestAlgorithm } from "./fields/digest-algorithm.js";
import { groupFilter } from "./fields/group-filter.js";
import { groupName } from "./fields/group-name.js";
import { groupValueFormat } from "./fields/group-value-format.js";
import { nameIdFormat } from "./fields/name-id-format.js";
import { realm } from "./fields/realm.js";
import { replyOverride } from "./fields/reply-override.js";
import { replyUrl } from "./fields/reply-url.js";
import { signatureAlgorithm } from "./fields/signature-algorithm.js";
import { siteUrl } from "./fields/site-url.js";
import { usernameAttribute } from "./fields/username-attribute.js";

const NOT_YET = "the IdP does not answer WS-Federation requests yet";

export default defineKind({
  id: "ws-fed",
  place: 5,
  signOnMode: "WS_FEDERATION",
  term: "WS-Federation",
  description: "the app asks for a SAML 1.1 token by WS-Federation (passive requestor)",
  fits: [{ nature: "server", why: "for an app of the Microsoft world that speaks nothing newer" }],
  aliases: [{ word: "wsfed" }, { word: "ws-federation" }, { word: "ws_federation" }],
  fields: [
    label,
    siteUrl,
    realm,
    replyUrl,
    replyOverride,
    nameIdFormat,
    audience,
    authnContext,
    attributeStatements,
    groupName,
    groupFilter,
    groupValueFormat,
    usernameAttribute,
    signatureAlgorithm,
    digestAlgorithm,
    ...usernameFields,
    visible,
    ...generalFields,
  ],
  definitionName: "template_wsfed",

  newDocument: newWsFedDocument,
  check: () => {},
  keepsSecret: () => false,
  signsAssertions: true,
  notHonoured: NOT_YET,
  withoutSso: { why: NOT_YET, instead: "appint create saml --name <name> --metadata <file|url>" },
  otherSide: "app",

  otherSideNeeds: [
    { label: "Realm", env: "WSFED_REALM", of: ({ app }) => realmOf(app) },
    { label: "Sign-on URL", env: "WSFED_ENTRY_POINT", of: ({ org, app }) => wsFedAddresses(org, app).signOnUrl },
    { label: "Issuer", env: "WSFED_IDP_ISSUER", of: ({ org, app }) => wsFedAddresses(org, app).issuer },
    {
      label: "Fingerprint",
      of: ({ certificates }) => certificates.map(({ fingerprint }) => `SHA-256 ${fingerprint}`),
    },
    {
      label: "Certificate",
      env: "WSFED_IDP_CERT",
      of: ({ certificates }) => certificates.map(({ pem }) => pem.trim()),
    },
  ],

  signOn({ org, app, certificates }) {
    const { signOnUrl, embedUrl, issuer } = wsFedAddresses(org, app);
    return {
      metadataUrl: null,
      embedUrl,
      issuer,
      signOnUrl,
      logoutUrl: null,
      certificates: certificates.map(({ pem, fingerprint, notAfter }) => ({
        pem,
        fingerprint,
        notAfter: notAfter.toISOString(),
      })),
    };
  },
});
