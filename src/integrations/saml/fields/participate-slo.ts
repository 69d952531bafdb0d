/** Whether the app is told when the person signs out of another one: four members of one setting of the platform. */
import { z } from "zod";
import type { FieldValues } from "../../field.js";
import { defineField } from "../../field.js";
import { webUrl } from "../../url.js";

const EXAMPLE = "http://localhost:3000/saml/logout-request";
const BINDINGS = ["POST", "REDIRECT"] as const;

const goesWithParticipation = {
  when: (values: FieldValues): boolean => values.participateSlo === true,
  meansOnlyWith: "it goes with --participate-slo",
};

export const participateSlo = defineField<boolean>({
  key: "participateSlo",
  path: "settings.signOn.participateSlo.enabled",
  term: "Participate in Single Logout",
  flag: "--participate-slo",
  section: "Requests and logout",
  help: "tell the app when the person signs out elsewhere, at --participate-slo-url",
  spec: "saml-profiles-2.0 §4.4.3.2",
  switch: true,
  schema: z.boolean(),
  default: () => false,
  notHonoured: (on) => (on ? "no app is told that the person has signed out elsewhere" : undefined),
});

export const participateSloUrl = defineField<string>({
  key: "participateSloUrl",
  path: "settings.signOn.participateSlo.logoutRequestUrl",
  term: "Logout request URL",
  flag: "--participate-slo-url <url>",
  section: "Requests and logout",
  help: "where the app takes the LogoutRequest of the IdP",
  example: EXAMPLE,
  spec: "saml-metadata-2.0 §2.4.2",
  schema: webUrl(EXAMPLE),
  ...goesWithParticipation,
});

export const participateSloBinding = defineField<(typeof BINDINGS)[number]>({
  key: "participateSloBinding",
  path: "settings.signOn.participateSlo.bindingType",
  term: "Logout request binding",
  flag: "--participate-slo-binding <name>",
  section: "Requests and logout",
  help: "POST or REDIRECT: how the LogoutRequest is sent",
  spec: "saml-bindings-2.0 §3.4, §3.5",
  schema: z.enum(BINDINGS, `it must be ${BINDINGS.join(" or ")}`),
  fromText: (text) => text.trim().toUpperCase(),
  choices: BINDINGS.map((name) => ({ value: name, label: name })),
  default: () => "POST",
  ...goesWithParticipation,
});

export const participateSloSessionIndex = defineField<boolean>({
  key: "participateSloSessionIndex",
  path: "settings.signOn.participateSlo.sessionIndexRequired",
  term: "Session index in the logout request",
  flag: "--participate-slo-session-index",
  section: "Requests and logout",
  help: "put the session's index into the LogoutRequest",
  spec: "saml-core-2.0 §3.7.1",
  switch: true,
  schema: z.boolean(),
  default: () => false,
  ...goesWithParticipation,
});
