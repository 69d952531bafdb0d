/** Debian's Apache with mod_auth_mellon as SAML SP, configured as its README does for sign-in across sites. */
import { type Apache, startApache } from "../harness/apache.js";
import { bodyOf, keyWithCertificate } from "../harness/provider.js";
import { visit } from "../harness/visit.js";

/** The Debian packages that it takes. */
export const PACKAGES = ["apache2", "libapache2-mod-auth-mellon"] as const;

/** Where the SP will be reached, to be told to the IdP before the SP is started. */
export const addressesOf = (port: number) => {
  const url = `http://localhost:${port}`;
  return {
    url,
    acsUrl: `${url}/mellon/postResponse`,
    entityId: `${url}/mellon/metadata`,
    metadataUrl: `${url}/mellon/metadata`,
  };
};

export interface MellonSp extends Apache, ReturnType<typeof addressesOf> {
  /** Shows "Signed in as …" to whoever is signed in; sends everybody else to the IdP. */
  protectedPath: string;
  /** The SP's metadata, as mellon makes it. */
  metadata: string;
  /** PEM: what the SP signs its requests with. */
  certificatePem: string;
}

/**
 * @param port its own; the addresses follow from it
 * @param idpMetadata XML
 * @param stateCookie `lax` drops the SameSite=None; Secure that lets the state survive the IdP's POST
 * @param nameIdFormat what its requests ask for; without it mellon describes itself and asks for a transient NameID
 */
export async function start({
  port,
  idpMetadata,
  stateCookie = "none",
  nameIdFormat = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
}: {
  port: number;
  idpMetadata: string;
  stateCookie?: "none" | "lax";
  nameIdFormat?: string | null;
}): Promise<MellonSp> {
  const addresses = addressesOf(port);
  const { privateKeyPem, certificatePem } = keyWithCertificate("mellon");

  const apache = await startApache({
    port,
    files: {
      "idp.xml": idpMetadata,
      "sp.key": privateKeyPem,
      "sp.crt": certificatePem,
      "sp.xml": nameIdFormat ? ownMetadata(addresses, certificatePem, nameIdFormat) : "",
    },
    pages: {
      "secret/index.shtml":
        '<!doctype html><p>Signed in as <!--#echo var="REMOTE_USER" --></p><p><!--#echo var="QUERY_STRING" --></p>\n',
    },
    module: {
      name: "auth_mellon",
      directives: (folder) => `
<Location />
  MellonEnable info
  MellonEndpointPath /mellon
  MellonSPentityId ${addresses.entityId}
  MellonSPPrivateKeyFile ${folder}/sp.key
  MellonSPCertFile ${folder}/sp.crt
  ${nameIdFormat ? `MellonSPMetadataFile ${folder}/sp.xml` : ""}
  MellonIdPMetadataFile ${folder}/idp.xml
  MellonSignatureMethod rsa-sha256
  MellonSecureCookie ${stateCookie === "none" ? "On" : "Off"}
  MellonCookieSameSite ${stateCookie}
</Location>
<Location /secret>
  MellonEnable auth
  AuthType Mellon
  Require valid-user
</Location>
<Location /mellon>
  Require all granted
</Location>
<Location /health.txt>
  MellonEnable off
</Location>
`,
    },
  });

  const { body } = await visit(addresses.metadataUrl);
  return { ...apache, ...addresses, protectedPath: "/secret/index.shtml", metadata: body, certificatePem };
}

const ownMetadata = (
  { entityId, acsUrl }: ReturnType<typeof addressesOf>,
  certificatePem: string,
  nameIdFormat: string,
) => `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}">
<SPSSODescriptor AuthnRequestsSigned="true" WantAssertionsSigned="true" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${bodyOf(certificatePem)}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>
<NameIDFormat>${nameIdFormat}</NameIDFormat>
<AssertionConsumerService index="0" isDefault="true" Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${acsUrl}"/>
</SPSSODescriptor></EntityDescriptor>
`;
