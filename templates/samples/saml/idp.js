// What the app must know of its identity provider: from the provider's metadata, or value by value.
import { parseDomFromString, xpath } from "@node-saml/node-saml/lib/xml.js";
import { isTrustworthy, Refusal } from "./web.js";

const KEEP_MILLISECONDS = 5 * 60_000; // a new signing certificate is noticed after this time
const REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";

/**
 * @param env SAML_METADATA_URL, or SAML_ENTRY_POINT, SAML_IDP_ISSUER and SAML_IDP_CERT; a single value wins over metadata
 * @returns a function that gives { entryPoint, issuer, certificates }, read when the first visitor signs in
 */
export function identityProvider(env) {
  let kept;
  return async () => {
    if (!kept || kept.until < Date.now()) {
      kept = { until: Date.now() + KEEP_MILLISECONDS, metadata: readMetadata(env.SAML_METADATA_URL) };
      kept.metadata.catch(() => {
        kept = undefined; // a failure is not remembered
      });
    }
    const metadata = await kept.metadata;
    const idp = {
      entryPoint: env.SAML_ENTRY_POINT || metadata.entryPoint,
      issuer: env.SAML_IDP_ISSUER || metadata.issuer,
      certificates: env.SAML_IDP_CERT ? [env.SAML_IDP_CERT] : metadata.certificates,
    };
    if (idp.entryPoint && idp.issuer && idp.certificates?.length) return idp;
    const names = "SAML_METADATA_URL, or SAML_ENTRY_POINT, SAML_IDP_ISSUER and SAML_IDP_CERT";
    throw new Refusal(500, "Sign-in is not set up", `This app does not know its identity provider: set ${names}.`);
  };
}

async function readMetadata(url) {
  if (!url) return {};
  // Whoever can change the metadata on its way can sign in as anybody.
  if (!isTrustworthy(url)) {
    throw new Refusal(500, "Sign-in is not set up", "SAML_METADATA_URL must start with https://");
  }
  const answer = await fetch(url);
  if (!answer.ok) {
    throw new Refusal(502, "The identity provider does not answer", `${url} answers with status ${answer.status}.`);
  }
  const metadata = await parseDomFromString(await answer.text());
  const role = "/*[local-name()='EntityDescriptor']/*[local-name()='IDPSSODescriptor']";
  const signing = `${role}/*[local-name()='KeyDescriptor'][not(@use) or @use='signing']`;
  const value = (path) => xpath.selectAttributes(metadata, path)[0]?.nodeValue;
  return {
    issuer: value("/*[local-name()='EntityDescriptor']/@entityID"),
    entryPoint: value(`${role}/*[local-name()='SingleSignOnService'][@Binding='${REDIRECT}']/@Location`),
    // All of them: while a certificate is being changed there are two.
    certificates: xpath
      .selectElements(metadata, `${signing}//*[local-name()='X509Certificate']`)
      .map((element) => element.textContent.replace(/\s+/g, "")),
  };
}
