/**
 * Encrypting an assertion, so that only its SP can read it. As elements, without a DOM: the response around them can be
 * signed as they stand. Reading what is encrypted is the SP's business; nobody sends such a thing to an IdP.
 */
import { type CipherGCM, constants, createCipheriv, getCipherInfo, publicEncrypt, randomBytes } from "node:crypto";
import { element, type XmlElement } from "../xml/element.js";
import { writeXml } from "../xml/write.js";
import { rsaKeyOf } from "./certificate-key.js";
import { newMessageId } from "./message-id.js";
import { encryptionCertificate } from "./problems.js";
import { keyInfo } from "./signature.js";
import {
  DIGEST_METHODS,
  ENCRYPTION_METHODS,
  type EncryptionAlgorithm,
  KEY_TRANSPORT_METHODS,
  type KeyTransportAlgorithm,
  NAMESPACES,
} from "./urns.js";

export interface Encryption {
  /** The SP's, with an RSA key. */
  certificatePem: string;
  algorithm: EncryptionAlgorithm;
  keyTransport: KeyTransportAlgorithm;
}

/**
 * The `saml2:EncryptedAssertion` in place of an assertion, which must declare every prefix that it uses: it is read by
 * itself. The encrypted key is inside the KeyInfo of what it decrypts, where every SP looks for it.
 *
 * @throws Problem SAML_ENCRYPTION_CERTIFICATE
 * @see saml-core-2.0 §2.3.4, §6
 * @see xmlenc-core-1.1 §3
 */
export function encryptedAssertion(assertion: XmlElement, encryption: Encryption): XmlElement {
  const { algorithm, certificatePem } = encryption;
  const method = ENCRYPTION_METHODS[algorithm];
  const key = randomBytes(getCipherInfo(method.cipher)?.keyLength ?? 0);

  return element("saml2:EncryptedAssertion", { "xmlns:saml2": NAMESPACES.saml2 }, [
    element("xenc:EncryptedData", { "xmlns:xenc": NAMESPACES.xenc, Id: newMessageId(), Type: ELEMENT }, [
      element("xenc:EncryptionMethod", { Algorithm: method.uri }),
      element("ds:KeyInfo", { "xmlns:ds": NAMESPACES.ds }, [
        element("xenc:EncryptedKey", {}, [
          keyTransportMethod(encryption.keyTransport),
          keyInfo(certificatePem),
          cipherData(encryptedKey(key, encryption)),
        ]),
      ]),
      cipherData(encrypted(writeXml(assertion), key, method.cipher)),
    ]),
  ]);
}

const ELEMENT = `${NAMESPACES.xenc}Element`;

/** OAEP with SHA-1 is what this algorithm means, and what SPs read; the digest is named all the same. */
const keyTransportMethod = (algorithm: KeyTransportAlgorithm): XmlElement =>
  element("xenc:EncryptionMethod", { Algorithm: KEY_TRANSPORT_METHODS[algorithm] }, [
    algorithm === "RSA_OAEP" ? element("ds:DigestMethod", { Algorithm: DIGEST_METHODS.SHA1.uri }) : undefined,
  ]);

const cipherData = (octets: Buffer): XmlElement =>
  element("xenc:CipherData", {}, [element("xenc:CipherValue", {}, [octets.toString("base64")])]);

function encryptedKey(key: Buffer, { certificatePem, keyTransport }: Encryption): Buffer {
  const padding = keyTransport === "RSA_OAEP" ? constants.RSA_PKCS1_OAEP_PADDING : constants.RSA_PKCS1_PADDING;
  return publicEncrypt({ key: rsaKeyOf(certificatePem, encryptionCertificate), padding, oaepHash: "sha1" }, key);
}

/** IV, encrypted octets and, with GCM, the tag of 16 octets. @see xmlenc-core-1.1 §5.2.2, §5.2.4 */
function encrypted(text: string, key: Buffer, name: (typeof ENCRYPTION_METHODS)[EncryptionAlgorithm]["cipher"]) {
  const iv = randomBytes(getCipherInfo(name)?.ivLength ?? 0);
  const cipher = createCipheriv(name, key, iv);
  const octets = [iv, cipher.update(text, "utf8"), cipher.final()];
  return Buffer.concat(name.endsWith("gcm") ? [...octets, (cipher as CipherGCM).getAuthTag()] : octets);
}
