/**
 * SAML 2.0: the SP tells where responses go (ACS) and who it is (audience), usually by its metadata.
 * Messages: protocols/saml. Endpoints: idp/saml. Not here: encryption, signed requests, single logout.
 */
import { atPath, type FieldValues } from "../field.js";
import { defineKind } from "../kind.js";
import { generalFields } from "../shared/general.js";
import { label } from "../shared/label.js";
import { usernameFields } from "../shared/usernames.js";
import { visible } from "../shared/visible.js";
import { samlAddresses } from "./addresses.js";
import { twiceIn } from "./attribute-name.js";
import { newSamlDocument } from "./document.js";
import { acsUrl } from "./fields/acs-url.js";
import { attributes } from "./fields/attributes.js";
import { audience } from "./fields/audience.js";
import { defaultRelayState } from "./fields/default-relay-state.js";
import { groupAttributes } from "./fields/group-attributes.js";
import { nameIdFormat } from "./fields/name-id-format.js";
import { otherAcsUrls } from "./fields/other-acs-urls.js";
import { sign } from "./fields/sign.js";
import { attributeTwice } from "./problems.js";

export default defineKind({
  id: "saml",
  place: 2,
  signOnMode: "SAML_2_0",
  term: "SAML 2.0",
  description: "the app is a SAML service provider: it gets a signed assertion posted to its ACS",
  fits: [{ nature: "server", why: "for an app that asks for metadata, an ACS URL and an entity ID" }],
  aliases: [{ word: "saml2" }, { word: "saml_2_0" }],
  fields: [
    label,
    acsUrl,
    audience,
    nameIdFormat,
    ...usernameFields,
    attributes,
    groupAttributes,
    sign,
    otherAcsUrls,
    defaultRelayState,
    visible,
    ...generalFields,
  ],

  newDocument: newSamlDocument,

  settle(document, values) {
    const signOn = document.settings.signOn as Record<string, unknown>;
    signOn.recipient = values.acsUrl;
    signOn.destination = values.acsUrl;
    signOn.allowMultipleAcsEndpoints = ((values.otherAcsUrls as unknown[] | undefined) ?? []).length > 0;
  },

  check(values) {
    const twice = twiceIn(statementsIn(values));
    if (twice !== undefined) throw attributeTwice(twice);
  },

  keepsSecret: () => false,
  signsAssertions: true,
  otherSide: "SP",

  otherSideNeeds: [
    { label: "Metadata URL", env: "SAML_METADATA_URL", of: ({ org, app }) => samlAddresses(org, app).metadataUrl },
    { label: "Sign-on URL", env: "SAML_ENTRY_POINT", of: ({ org, app }) => samlAddresses(org, app).signOnUrl },
    { label: "Issuer", env: "SAML_IDP_ISSUER", of: ({ org, app }) => samlAddresses(org, app).issuer },
    { label: "Audience", env: "SAML_SP_ENTITY_ID", of: ({ app }) => String(atPath(app.document, audience.path)) },
    { label: "ACS URL", env: "SAML_ACS_URL", of: ({ app }) => String(atPath(app.document, acsUrl.path)) },
    {
      label: "Fingerprint",
      of: ({ certificates }) => certificates.map(({ fingerprint }) => `SHA-256 ${fingerprint}`),
    },
    { label: "Certificate", env: "SAML_IDP_CERT", of: ({ certificates }) => certificates.map(({ pem }) => pem.trim()) },
  ],

  signOn({ app, org, certificates }) {
    const urls = samlAddresses(org, app);
    return {
      metadataUrl: urls.metadataUrl,
      embedUrl: urls.embedUrl,
      issuer: urls.issuer,
      signOnUrl: urls.signOnUrl,
      logoutUrl: null,
      certificates: certificates.map(({ pem, fingerprint, notAfter }) => ({
        pem,
        fingerprint,
        notAfter: notAfter.toISOString(),
      })),
    };
  },
});

/** People's attributes, then groups'. */
const statementsIn = ({ attributes: people, groupAttributes: groups }: FieldValues): { name: string }[] => [
  ...((people as { name: string }[] | undefined) ?? []),
  ...((groups as { name: string }[] | undefined) ?? []),
];
