/** How the app signs the authorize requests that it sends as a JWT. */
import { z } from "zod";
import { defineField } from "../../field.js";
import { listOf } from "../chosen.js";

/** Those that the platform knows. @see rfc7518 §3.1 */
export const SIGNING_ALGORITHMS = [
  ...["HS256", "HS384", "HS512"],
  ...["RS256", "RS384", "RS512"],
  ...["ES256", "ES384", "ES512"],
];

export const requestObjectAlg = defineField<string>({
  key: "requestObjectAlg",
  path: "settings.oauthClient.request_object_signing_alg",
  term: "Request object signing algorithm",
  flag: "--request-object-alg <algorithm>",
  section: "Client and grants",
  help: `the app signs its authorize requests with it: ${SIGNING_ALGORITHMS.join(", ")}`,
  example: "RS256",
  spec: "rfc9101 §10.1",
  schema: z.enum(SIGNING_ALGORITHMS, `it must be ${listOf(SIGNING_ALGORITHMS)}`),
  notHonoured: () => "the IdP refuses authorize requests that are sent as a JWT",
});
