/** What people are told about SAML apps whose settings leave the IdP without what it needs. */
import { Problem } from "../../problem.js";

export const noCertificate = () =>
  new Problem(
    "SAML_NO_SP_CERTIFICATE",
    2,
    "The app has no signature certificate",
    "its SP's messages must be signed, and nothing is there to verify them with",
    "set the certificate that the SP signs with: appint apps edit <app> --signature-certificate <file>",
  );
