/** The IdP's metadata as an SP imports it. Light: answering it loads no parser. */
import { element } from "../xml/element.js";
import { writeXml, XML_DECLARATION } from "../xml/write.js";
import { keyInfo } from "./signature.js";
import { BINDINGS, NAME_ID_FORMAT, NAMESPACES, SAML_2_PROTOCOL } from "./urns.js";

export interface IdpMetadataOptions {
  entityId: string;
  ssoUrl: string;
  /** The signing certificates to trust, the active one first. */
  certificatesPem: readonly string[];
  wantAuthnRequestsSigned: boolean;
  /** Only when the app has single logout. */
  sloUrl?: string;
}

/**
 * The text of the metadata: unsigned, without validUntil, as the platform serves it.
 *
 * @throws Problem XML_CHARACTER
 * @see saml-metadata-2.0 §2.4.3
 */
export function buildIdpMetadata(options: IdpMetadataOptions): string {
  const { entityId, ssoUrl, sloUrl, certificatesPem, wantAuthnRequestsSigned } = options;
  const endpoints = (name: string, url: string) =>
    [BINDINGS.post, BINDINGS.redirect].map((binding) => element(name, { Binding: binding, Location: url }));

  const role = element(
    "md:IDPSSODescriptor",
    { WantAuthnRequestsSigned: String(wantAuthnRequestsSigned), protocolSupportEnumeration: SAML_2_PROTOCOL },
    [
      ...certificatesPem.map((pem) =>
        element("md:KeyDescriptor", { use: "signing" }, [keyInfo(pem, { declare: true })]),
      ),
      ...(sloUrl === undefined ? [] : endpoints("md:SingleLogoutService", sloUrl)),
      element("md:NameIDFormat", {}, [NAME_ID_FORMAT.unspecified]),
      element("md:NameIDFormat", {}, [NAME_ID_FORMAT.emailAddress]),
      ...endpoints("md:SingleSignOnService", ssoUrl),
    ],
  );

  return (
    XML_DECLARATION +
    writeXml(element("md:EntityDescriptor", { entityID: entityId, "xmlns:md": NAMESPACES.md }, [role]))
  );
}
