/** Short names of the NameID formats that the platform offers. @see saml-core-2.0 §8.3 */
import { NAME_ID_FORMAT } from "../../protocols/saml/urns.js";

export const NAME_ID_FORMATS: Record<string, string> = {
  unspecified: NAME_ID_FORMAT.unspecified,
  email: NAME_ID_FORMAT.emailAddress,
  x509subjectname: NAME_ID_FORMAT.x509SubjectName,
  persistent: NAME_ID_FORMAT.persistent,
  transient: NAME_ID_FORMAT.transient,
};
