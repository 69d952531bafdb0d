/** How long a rotated refresh token is still taken, for an app that never got the answer with the new one. */
import { z } from "zod";
import { defineField } from "../../field.js";
import { hasGrant } from "./grant-types.js";

const SECONDS = "it must be a number of seconds from 0 to 60";

export const refreshTokenLeeway = defineField<number>({
  key: "refreshTokenLeeway",
  path: "settings.oauthClient.refresh_token.leeway",
  term: "Grace period for token rotation",
  flag: "--refresh-token-leeway <seconds>",
  section: "Client and grants",
  help: "how long a rotated refresh token is still taken: 0 to 60 seconds; used later, it ends all of its sign-in",
  example: "30",
  spec: "rfc9700 §4.14.2",
  schema: z.int(SECONDS).min(0, SECONDS).max(60, SECONDS),
  fromText: (text) => (/^\d+$/.test(text) ? Number(text) : text),
  when: (values) => hasGrant(values, "refresh_token") && values.refreshTokenRotation === "ROTATE",
  meansOnlyWith: "it goes with --grant-type refresh_token and --refresh-token-rotation rotate",
  default: () => 30,
});
