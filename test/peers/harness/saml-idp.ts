/** An identity provider's answers without the provider: it signs whatever a test asks for. */
import { randomUUID } from "node:crypto";
import { buildResponse, type ResponseOptions } from "../../../src/protocols/saml/response.js";
import { AUTHN_CONTEXT, NAME_ID_FORMAT } from "../../../src/protocols/saml/urns.js";
import { listen } from "./listen.js";
import { type KeyWithCertificate, keyWithCertificate, samlProviderMetadata } from "./provider.js";

export interface SamlIdp {
  entityId: string;
  ssoUrl: string;
  metadata: string;
  metadataUrl: string;
  /** The field SAMLResponse of a sign-in of ada@example.com at the ACS; `changed` wins over everything. */
  respond(
    acsUrl: string,
    audience: string,
    changed?: Partial<Omit<ResponseOptions, "sign">> & { key?: KeyWithCertificate; signs?: "assertion" | "response" },
  ): string;
  close(): Promise<void>;
}

/** Serves the metadata on 127.0.0.1: a foreign site to an app on localhost. */
export async function samlIdp(): Promise<SamlIdp> {
  const own = keyWithCertificate("provider");
  const { url, close } = await listen((_request, response) => response.end(metadata), 0, "127.0.0.1");
  const [entityId, ssoUrl] = [`${url}/entity`, `${url}/sso`];
  const metadata = samlProviderMetadata({ entityId, ssoUrl, certificatePem: own.certificatePem });

  const respond: SamlIdp["respond"] = (acsUrl, audience, { key = own, signs, ...changed } = {}) => {
    const now = new Date();
    const xml = buildResponse({
      issuer: entityId,
      destination: acsUrl,
      recipient: acsUrl,
      audience,
      nameId: { value: "ada@example.com", format: NAME_ID_FORMAT.emailAddress },
      attributes: [],
      authnContextClassRef: AUTHN_CONTEXT.passwordProtectedTransport,
      sessionIndex: `_${randomUUID()}`,
      authnInstant: now,
      now,
      ids: { response: `_${randomUUID()}`, assertion: `_${randomUUID()}` },
      ...changed,
      sign: {
        key: key.privateKey,
        certificatePem: key.certificatePem,
        signatureAlgorithm: "RSA_SHA256",
        digestAlgorithm: "SHA256",
        response: signs !== "assertion",
        assertion: signs !== "response",
      },
    });
    return Buffer.from(xml).toString("base64");
  };
  return { entityId, ssoUrl, metadata, metadataUrl: `${url}/metadata`, respond, close };
}
