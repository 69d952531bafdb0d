/** SCIM provisioning as it is added to an app: the fields, in the order in which they are asked, and what offers them. */
import type { Field } from "../field.js";
import type { Addition } from "../kind.js";
import { scimActions } from "./fields/actions.js";
import { scimBaseUrl } from "./fields/base-url.js";
import { scimAuth, scimCredentials } from "./fields/credentials.js";
import { provisioning } from "./fields/provisioning.js";
import { scimNewPassword, scimSyncPassword, toApp } from "./fields/to-app.js";
import { scimUniqueField } from "./fields/unique-field.js";
import { NOT_ON_OIDC } from "./words.js";

/** Of every kind that carries provisioning. */
export const provisioningFields: readonly Field[] = [
  provisioning as Field,
  scimBaseUrl as Field,
  scimUniqueField as Field,
  scimActions as Field,
  scimAuth as Field,
  ...scimCredentials,
  ...toApp,
  scimSyncPassword as Field,
  scimNewPassword as Field,
];

/** What `create scim` and the wizard offer. */
export const scimProvisioning: Addition = {
  word: "scim",
  term: "SCIM provisioning",
  fits: [{ nature: "server", why: "the platform makes and updates people in the app; another protocol signs them in" }],
  values: { provisioning: "scim" },
  question: "Sign-on that carries it",
  notElsewhere: NOT_ON_OIDC,
};
