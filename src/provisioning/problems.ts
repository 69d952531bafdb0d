/** Problems of provisioning before anybody is asked. */
import { Problem } from "../problem.js";

interface Named {
  label: string;
  slug: string;
}

/** A kind that carries no provisioning. @param reason of the platform */
export const notProvisionable = ({ label }: Named, kind: string, reason: string) =>
  new Problem(
    "NOT_PROVISIONABLE",
    4,
    `${label} cannot be provisioned: it is ${kind}`,
    reason,
    "appint create scim --name <name> --scim-base-url <url>",
  );

export const noProvisioning = ({ label, slug }: Named) =>
  new Problem(
    "NO_PROVISIONING",
    4,
    `${label} has no SCIM provisioning`,
    "its provisioning is not SCIM, so that there is no connection to test",
    `appint apps edit ${slug} --provisioning scim --scim-base-url <url>`,
  );

/** A setting without which the service cannot be asked. */
export const credentialMissing = ({ label, slug }: Named, flag: string) =>
  new Problem(
    "CREDENTIAL_MISSING",
    4,
    `${label} has no credentials for its SCIM service`,
    `${flag} was never given`,
    `appint apps edit ${slug} ${flag} -`,
  );
