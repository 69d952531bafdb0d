/** Whether only requests that the SP has signed are answered, each at the ACS that it names. */
import { z } from "zod";
import { defineField } from "../../field.js";

export const signedRequests = defineField<boolean>({
  key: "signedRequests",
  path: "settings.signOn.samlSignedRequestEnabled",
  term: "Signed requests",
  flag: "--signed-requests",
  section: "Requests and logout",
  help: "answer only requests signed with --signature-certificate, at the ACS URL that they name",
  spec: "saml-metadata-2.0 §2.4.3",
  switch: true,
  schema: z.boolean(),
  default: () => false,
  when: ({ signatureCertificate }) => signatureCertificate !== undefined,
  meansOnlyWith: "it goes with --signature-certificate",
});
