/** Why nothing could be learnt from looking at an app. */
import { Problem } from "../problem.js";

/** @param why what the connection said, and what the visit ended with */
export const cannotLookAt = (url: string, why: string) =>
  new Problem(
    "APP_NOT_LOOKED_AT",
    5,
    `${url} cannot be looked at`,
    why,
    "start the app and give an address of it that answers, or leave --from-url out and type the values",
  );

/** @param hints what of the look says more than that it found nothing @param trail what was tried, and what came */
export const noSignInFound = (url: string, hints: readonly string[], trail: string) =>
  new Problem(
    "NO_SIGN_IN_FOUND",
    3,
    `No single sign-on was found at ${url}`,
    [...hints, trail].join("; "),
    "appint create --from-url <the address that starts the sign-in, or shows the SP's metadata>, or type the values: appint create oidc|saml",
  );

/** @param problem why the request cannot be read */
export const signInUnreadable = (url: string, by: string, problem: Problem) =>
  new Problem(
    "SIGN_IN_UNREADABLE",
    2,
    `${by} of ${url} sends a request for a sign-in that no IdP can read: ${problem.what}`,
    problem.why,
    problem.fix,
    { cause: problem },
  );
