/** Whether the SP may sign people out of the IdP. */
import { z } from "zod";
import type { FieldValues } from "../../field.js";
import { defineField } from "../../field.js";

export const singleLogout = defineField<boolean>({
  key: "singleLogout",
  path: "settings.signOn.slo.enabled",
  term: "Allow application to initiate Single Logout",
  flag: "--single-logout",
  section: "Requests and logout",
  help: "let the SP sign people out, by requests signed with --signature-certificate",
  spec: "saml-profiles-2.0 §4.4",
  switch: true,
  schema: z.boolean(),
  default: () => false,
  when: ({ signatureCertificate }) => signatureCertificate !== undefined,
  meansOnlyWith: "it goes with --signature-certificate",
});

/** For what means nothing without it. */
export const goesWithLogout = {
  when: (values: FieldValues): boolean => values.singleLogout === true,
  meansOnlyWith: "it goes with --single-logout",
};
