import { Problem } from "../../problem.js";

/** Of the three that a form consists of, some are said and some are not. @param missing their flags */
export const halfAForm = (missing: readonly string[]) =>
  new Problem(
    "HALF_A_FORM",
    2,
    "The login form is told in part only",
    `without ${missing.join(" and ")} the tile could not post it`,
    "say all of --form-url, --username-field and --password-field, or none: then the login page is looked at",
  );
