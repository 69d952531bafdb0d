/** Whether people of the app are provisioned. The platform offers it on SAML and SWA apps. */
import { z } from "zod";
import { defineField, type FieldValues } from "../../field.js";
import { NOT_ON_OIDC, SECTION } from "../words.js";

const MODES = ["none", "scim", "on-premises"] as const;

export const provisioning = defineField<(typeof MODES)[number]>({
  key: "provisioning",
  path: "settings.provisioning.mode",
  term: "Provisioning",
  flag: "--provisioning <mode>",
  section: SECTION,
  help: "none, scim, or on-premises (by an agent in the organization's own network)",
  schema: z.enum(MODES, `it must be one of ${MODES.join(", ")}`),
  choices: [
    { value: "none", label: "None" },
    { value: "scim", label: "SCIM" },
    { value: "on-premises", label: "On-Premises Provisioning" },
  ],
  // Whoever says where the service is means that it is used.
  default: ({ scimBaseUrl }) => (scimBaseUrl === undefined ? "none" : "scim"),
  read: ({ settings }) => (settings.provisioning as { mode?: (typeof MODES)[number] } | undefined)?.mode ?? "none",
  notHonoured: (mode) =>
    mode === "scim"
      ? "the connection can be tested (appint provision test); nobody is pushed or imported yet"
      : mode === "on-premises"
        ? "there is no agent here: nobody is pushed or imported"
        : undefined,
  notElsewhere: NOT_ON_OIDC,
});

/** Whether SCIM is chosen. */
export const isScim = (values: FieldValues): boolean => values.provisioning === "scim";
