/** What all fields of provisioning say. */

/** The heading that they stand under. */
export const SECTION = "Provisioning (SCIM)";

/** Why an app of another kind has none of them; the platform's own reason. */
export const NOT_ON_OIDC =
  "the platform gives SCIM provisioning to SAML and SWA apps alone; an OIDC app made by the wizard cannot get it";

/** What the fields mean something beside. */
export const WITH_SCIM = "it goes with --provisioning scim";
