import { Problem } from "../../problem.js";

export const attributeTwice = (name: string) =>
  new Problem(
    "ATTRIBUTE_TWICE",
    2,
    `The attribute "${name}" is there twice`,
    "a name stands for one attribute, over --attribute and --group-attribute together",
    "give one of them another name, or take it away with --unset group-attribute",
  );

export const encryptionNeeds = () =>
  new Problem(
    "ENCRYPTION_NEEDS_CERTIFICATE",
    2,
    "Assertion encryption has no certificate to encrypt for",
    "an encrypted assertion is encrypted with the key of exactly one certificate of the SP",
    "give it with --encryption-certificate <file>, or leave --encrypt-assertion out",
  );

export const signedRequestsNeedCertificate = () =>
  new Problem(
    "SIGNED_REQUESTS_NEED_CERTIFICATE",
    2,
    "Signed requests have no certificate to be verified with",
    "an unsigned or wrongly signed request is refused, and only the SP's certificate tells which those are",
    "give it with --signature-certificate <file>, or leave --signed-requests out",
  );

export const logoutNeeds = (flags: readonly string[]) =>
  new Problem(
    "LOGOUT_NEEDS",
    2,
    "Single Logout is not set up as a whole",
    "it takes the SP's certificate, the URL that the answer is posted to, and the Issuer of its requests",
    `add ${flags.join(", ")}, or take it away with --no-single-logout`,
  );

export const participationNeedsUrl = () =>
  new Problem(
    "PARTICIPATION_NEEDS_URL",
    2,
    "Participate in Single Logout has no address to send a LogoutRequest to",
    "the app is told at that address that the person has signed out",
    "add --participate-slo-url <url>, or leave --participate-slo out",
  );
