import { Problem } from "../../problem.js";
import type { App } from "../../store/apps.js";
import type { CredentialScheme } from "./credential-schemes.js";

/** Of the three that a form consists of, some are said and some are not. @param missing their flags */
export const halfAForm = (missing: readonly string[]) =>
  new Problem(
    "HALF_A_FORM",
    2,
    "The login form is told in part only",
    `without ${missing.join(" and ")} the tile could not post it`,
    "say all of --form-url, --username-field and --password-field, or none: then the login page is looked at",
  );

/** @param term of the app's kind */
export const noPasswordOfKind = ({ label, slug }: App, term: string) =>
  new Problem(
    "APP_PASSWORD_MEANINGLESS",
    2,
    `${label} is a ${term} app: nobody has a password for it`,
    "passwords are kept for SWA apps alone, which have a login form of their own; nothing was changed",
    `appint assign ${slug} --user ada@example.com`,
  );

/** The platform's error E0000041. */
export const noPasswordByScheme = ({ label, slug }: App, { label: scheme, password }: CredentialScheme) =>
  new Problem(
    "APP_PASSWORD_FORBIDDEN",
    2,
    `${label} takes no password of one person`,
    `credentials should not be set on this resource based on the scheme: ${scheme} (the platform's error E0000041)`,
    password === "app"
      ? `the shared one: appint apps edit ${slug} --shared-password -`
      : `another scheme: appint apps edit ${slug} --credentials admin-sets-username-and-password`,
  );
