/** Whether a refresh token is replaced with every use. */
import { defineField } from "../../field.js";
import { chosenFrom } from "../chosen.js";
import { typeOf } from "./application-type.js";
import { hasGrant } from "./grant-types.js";

export const refreshTokenRotation = defineField<"ROTATE" | "STATIC">({
  key: "refreshTokenRotation",
  path: "settings.oauthClient.refresh_token.rotation_type",
  term: "Refresh token behavior",
  flag: "--refresh-token-rotation <behavior>",
  section: "Client and grants",
  help: "rotate (a new one with every use) or static (one that stays)",
  spec: "rfc9700 §4.14.2",
  ...chosenFrom<"ROTATE" | "STATIC">([
    { value: "ROTATE", typed: "rotate", label: "rotate token after every use" },
    { value: "STATIC", typed: "static", label: "use persistent token" },
  ]),
  when: (values) => hasGrant(values, "refresh_token"),
  meansOnlyWith: "it goes with --grant-type refresh_token",
  default: (values) => (typeOf(values) === "browser" ? "ROTATE" : "STATIC"),
});
