/** How the app hears that a person has agreed on another device. */
import { defineField } from "../../field.js";
import { chosenFrom } from "../chosen.js";
import { ciba, hasGrant } from "./grant-types.js";

type Delivery = "poll" | "ping" | "push";

export const cibaDeliveryMode = defineField<Delivery>({
  key: "cibaDeliveryMode",
  path: "settings.oauthClient.backchannel_token_delivery_mode",
  term: "CIBA token delivery mode",
  flag: "--ciba-delivery-mode <mode>",
  section: "Client and grants",
  help: "poll, ping or push; the platform itself only does poll",
  spec: "openid-client-initiated-backchannel-authentication-core-1.0 §5",
  ...chosenFrom<Delivery>([
    { value: "poll", typed: "poll", label: "the app asks again and again" },
    { value: "ping", typed: "ping", label: "the app is told when to ask" },
    { value: "push", typed: "push", label: "the app is sent the tokens" },
  ]),
  when: (values) => hasGrant(values, ciba),
  meansOnlyWith: "it goes with --grant-type ciba",
  default: (values) => (hasGrant(values, ciba) ? "poll" : undefined),
});
