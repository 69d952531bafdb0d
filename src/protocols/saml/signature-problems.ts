/** What people are told about signatures that do not hold. None of them says that the message itself is bad. */
import { Problem } from "../../problem.js";

const SIGN_AGAIN = "sign with the private key of the certificate that is set for the app, with RSA-SHA256";

export const signatureMissing = (what: string) =>
  new Problem("SAML_SIGNATURE_MISSING", 2, "The message is not signed", what, SIGN_AGAIN);

/** The signature may be genuine, but it does not cover the message in the one way that is safe to read. */
export const signatureShape = (why: string) =>
  new Problem(
    "SAML_SIGNATURE_SHAPE",
    2,
    "The message is not signed the way SAML asks for",
    why,
    "sign the message's root element: one Reference to its ID, enveloped-signature, then exclusive canonicalization",
  );

export const signatureAlgorithm = (algorithm: string, allowed: readonly string[]) =>
  new Problem(
    "SAML_SIGNATURE_ALGORITHM",
    2,
    `The algorithm ${algorithm || "(none)"} is not accepted`,
    `accepted are ${allowed.join(", ")}`,
    SIGN_AGAIN,
  );

export const signatureWrong = (cause?: unknown) =>
  new Problem(
    "SAML_SIGNATURE_WRONG",
    2,
    "The signature does not fit the message and the certificate",
    "another key signed it, or the message was changed afterwards",
    "compare the certificate set for the app with the one that the SP signs with",
    { cause },
  );

export const signatureCertificate = (why: string, cause?: unknown) =>
  new Problem(
    "SAML_SIGNATURE_CERTIFICATE",
    2,
    "The certificate to verify with cannot be used",
    why,
    "set the SP's signing certificate as PEM, with an RSA key",
    { cause },
  );
