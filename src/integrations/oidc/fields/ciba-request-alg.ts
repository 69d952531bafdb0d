/** How the app signs its backchannel authentication requests. */
import { z } from "zod";
import { defineField } from "../../field.js";
import { listOf } from "../chosen.js";
import { ciba, hasGrant } from "./grant-types.js";
import { SIGNING_ALGORITHMS } from "./request-object-alg.js";

export const cibaRequestAlg = defineField<string>({
  key: "cibaRequestAlg",
  path: "settings.oauthClient.backchannel_authentication_request_signing_alg",
  term: "CIBA request signing algorithm",
  flag: "--ciba-request-alg <algorithm>",
  section: "Client and grants",
  help: "the app signs its backchannel authentication requests with it",
  example: "RS256",
  spec: "openid-client-initiated-backchannel-authentication-core-1.0 §4",
  schema: z.enum(SIGNING_ALGORITHMS, `it must be ${listOf(SIGNING_ALGORITHMS)}`),
  when: (values) => hasGrant(values, ciba),
  meansOnlyWith: "it goes with --grant-type ciba",
});
