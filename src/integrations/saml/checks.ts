/** What the platform refuses of a SAML app's settings together, beyond what each of them must be like. */
import type { FieldValues } from "../field.js";
import { twiceIn } from "./attribute-name.js";
import {
  attributeTwice,
  encryptionNeeds,
  logoutNeeds,
  participationNeedsUrl,
  signedRequestsNeedCertificate,
} from "./problems.js";

/** @throws Problem ATTRIBUTE_TWICE | ENCRYPTION_NEEDS_CERTIFICATE | SIGNED_REQUESTS_NEED_CERTIFICATE | LOGOUT_NEEDS | PARTICIPATION_NEEDS_URL */
export function checkSaml(values: FieldValues): void {
  const twice = twiceIn(statementsIn(values));
  if (twice !== undefined) throw attributeTwice(twice);

  const { encryptAssertion, encryptionCertificate, signedRequests, signatureCertificate } = values;
  if (encryptAssertion && encryptionCertificate === undefined) throw encryptionNeeds();
  if (signedRequests && signatureCertificate === undefined) throw signedRequestsNeedCertificate();

  const lacking = LOGOUT.filter(([key]) => values[key] === undefined).map(([, flag]) => flag);
  if (values.singleLogout && lacking.length > 0) throw logoutNeeds(lacking);
  if (values.participateSlo && values.participateSloUrl === undefined) throw participationNeedsUrl();
}

/** What single logout cannot do without. */
const LOGOUT = [
  ["signatureCertificate", "--signature-certificate <file>"],
  ["singleLogoutUrl", "--single-logout-url <url>"],
  ["spIssuer", "--sp-issuer <uri>"],
] as const;

/** People's attributes, then groups'. */
const statementsIn = ({ attributes: people, groupAttributes: groups }: FieldValues): { name: string }[] => [
  ...((people as { name: string }[] | undefined) ?? []),
  ...((groups as { name: string }[] | undefined) ?? []),
];
