/** Short names of the NameID formats that the platform offers. @see saml-core-2.0 §8.3 */
export const NAME_ID_FORMATS: Record<string, string> = {
  unspecified: "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified",
  email: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
  x509subjectname: "urn:oasis:names:tc:SAML:1.1:nameid-format:x509SubjectName",
  persistent: "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
  transient: "urn:oasis:names:tc:SAML:2.0:nameid-format:transient",
};
