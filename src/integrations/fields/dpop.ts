/**
 * Whether every access token must be bound to a key of the app. The platform's console switches it on for a new API
 * service, its API does not; so the least that a token request needs is the default here.
 */
import { z } from "zod";
import { defineField } from "../field.js";

export const dpop = defineField<boolean>({
  key: "dpop",
  path: "settings.oauthClient.dpop_bound_access_tokens",
  term: "Require proof of possession (DPoP)",
  flag: "--dpop",
  help: "refuse token requests without a DPoP proof, as the platform's console sets it for API services",
  spec: "rfc9449 §5.2",
  switch: true,
  schema: z.boolean(),
  // Tokens of the authorize endpoint come without a request that could carry a proof.
  when: ({ grantTypes }) => !(grantTypes as string[] | undefined)?.includes("implicit"),
  meansOnlyWith: "it does not go with the implicit grant",
  default: () => false,
});
