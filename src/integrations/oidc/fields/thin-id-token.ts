/**
 * Where the groups claim is told. Orgs of today have it in the ID token and at userinfo; older ones keep the ID token of
 * the code flow thin, and an app that never calls userinfo sees no groups there.
 */
import { z } from "zod";
import { defineField } from "../../field.js";

export const thinIdToken = defineField<boolean>({
  key: "thinIdToken",
  path: "settings.oauthClient.thin_id_token",
  term: "Thin ID token",
  flag: "--thin-id-token",
  section: "Tokens",
  help: "tell the groups claim at userinfo only, as older orgs do",
  spec: "openid-connect-core-1.0 §5.4",
  switch: true,
  schema: z.boolean(),
});
