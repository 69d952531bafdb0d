/** Whom the assertion is for. An SP refuses every assertion whose audience is not its own entity id. */
import { z } from "zod";
import { defineField } from "../../field.js";
import { saw } from "../../seen-app.js";

export const audience = defineField({
  key: "audience",
  path: "settings.signOn.audience",
  term: "Audience URI (SP Entity ID)",
  flag: "--audience <uri>",
  section: "Sign-on",
  help: "the name under which the SP knows itself; its metadata calls it entityID",
  example: "http://localhost:3000/saml/metadata",
  spec: "saml-core-2.0 §2.5.1.4",
  required: true,
  // Not a URL check: an entity id is any URI, and many SPs use urn:… or a bare word.
  schema: z
    .string()
    .trim()
    .min(1, "the audience is empty; type the SP's entity id, or give its metadata with --metadata")
    .max(1024, "the audience has more than 1024 characters")
    .regex(/^\P{Cc}*$/u, "the audience has a control character in it"),
  fromApp: ({ authnRequest: asked }) => saw(asked?.issuer, "Issuer of the AuthnRequest"),
  fromSpMetadata: (sp) => sp.entityId,
});
