/** What asks the person on the other device. */
import { z } from "zod";
import { defineField } from "../../field.js";
import { ciba, hasGrant } from "./grant-types.js";

export const cibaAuthenticator = defineField<string>({
  key: "cibaAuthenticator",
  path: "settings.oauthClient.backchannel_custom_authenticator_id",
  term: "Preferred authenticator for CIBA",
  flag: "--ciba-authenticator <id>",
  section: "Client and grants",
  help: "id of the custom authenticator that asks the person: 20 characters",
  example: "aut5gu1234567890abcd",
  schema: z.string().regex(/^[A-Za-z0-9]{20}$/, "it must be an id of 20 letters and digits"),
  when: (values) => hasGrant(values, ciba),
  meansOnlyWith: "it goes with --grant-type ciba",
});
