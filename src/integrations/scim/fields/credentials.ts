/** How the platform proves to the app's SCIM service who it is: one of three modes, each with its own values. */
import { z } from "zod";
import { defineField, type Field, type FieldValues } from "../../field.js";
import { webUrl } from "../../url.js";
import { NOT_ON_OIDC, SECTION } from "../words.js";
import { isScim } from "./provisioning.js";

const MODES = ["basic", "header", "oauth2"] as const;
type Mode = (typeof MODES)[number];

const A_SECRET = z
  .string()
  .min(1, "it is empty")
  .max(4096, "it has more than 4096 characters")
  // It is sent in a header, where anything else would end it or be lost.
  .regex(/^[\x20-\x7e]*$/, "it has a character in it that no header takes")
  .refine((text) => text.trim() === text, "it begins or ends with a blank");
const A_NAME = z
  .string()
  .trim()
  .min(1, "it is empty")
  .max(255, "it has more than 255 characters")
  .refine((text) => !/\p{Cc}/u.test(text), "it has a control character in it");

export const scimAuth = defineField<Mode>({
  key: "scimAuth",
  path: "settings.provisioning.scim.authMode",
  term: "Authentication Mode",
  flag: "--scim-auth <mode>",
  section: SECTION,
  help: "basic (user name and password), header (a bearer token) or oauth2 (a token from a token endpoint)",
  schema: z.enum(MODES, `it must be one of ${MODES.join(", ")}`),
  choices: [
    { value: "basic", label: "Basic Auth" },
    { value: "header", label: "HTTP Header" },
    { value: "oauth2", label: "OAuth 2" },
  ],
  ask: true,
  default: () => "basic",
  when: isScim,
  meansOnlyWith: "it goes with --provisioning scim",
  notElsewhere: NOT_ON_OIDC,
});

const isMode = (mode: Mode) => (values: FieldValues) => isScim(values) && values.scimAuth === mode;
/** What all the values of a mode have in common. */
const of = (mode: Mode) => ({
  section: SECTION,
  when: isMode(mode),
  meansOnlyWith: `it goes with --provisioning scim --scim-auth ${mode}`,
  notElsewhere: NOT_ON_OIDC,
});

export const scimCredentials: readonly Field[] = [
  defineField<string>({
    key: "scimUsername",
    path: "settings.provisioning.scim.username",
    term: "Username of the SCIM service",
    flag: "--scim-username <name>",
    help: "user name of Basic Auth",
    example: "provisioning",
    spec: "RFC 7617 §2",
    required: true,
    schema: A_NAME.refine((text) => !text.includes(":"), "a user name of Basic Auth has no colon in it"),
    ...of("basic"),
  }) as Field,
  defineField<string>({
    key: "scimPassword",
    path: "secrets.scimPassword",
    term: "Password of the SCIM service",
    flag: "--scim-password <password>",
    help: "password of Basic Auth; - reads it from standard input",
    example: "correct horse",
    secret: true,
    required: true,
    schema: A_SECRET,
    ...of("basic"),
  }) as Field,
  defineField<string>({
    key: "scimToken",
    path: "secrets.scimToken",
    term: "Token of the SCIM service",
    flag: "--scim-token <token>",
    help: "token, sent as Authorization: Bearer <token>; - reads it from standard input",
    example: "s3cr3t",
    spec: "RFC 6750 §2.1",
    secret: true,
    required: true,
    schema: A_SECRET.refine((text) => !/^bearer /i.test(text), "leave Bearer out: the platform puts it in front"),
    ...of("header"),
  }) as Field,
  defineField<string>({
    key: "scimTokenUrl",
    path: "settings.provisioning.scim.tokenUrl",
    term: "Access token endpoint",
    flag: "--scim-token-url <url>",
    help: "address that gives an access token for the SCIM service",
    example: "https://app.example/oauth2/token",
    spec: "RFC 6749 §3.2",
    required: true,
    schema: webUrl("https://app.example/oauth2/token"),
    ...of("oauth2"),
  }) as Field,
  defineField<string>({
    key: "scimAuthorizeUrl",
    path: "settings.provisioning.scim.authorizeUrl",
    term: "Authorization endpoint",
    flag: "--scim-authorize-url <url>",
    help: "address where an admin allows the platform to provision",
    example: "https://app.example/oauth2/authorize",
    spec: "RFC 6749 §3.1",
    schema: webUrl("https://app.example/oauth2/authorize"),
    notHonoured: () => "nobody is sent there: the token is asked for with client credentials",
    ...of("oauth2"),
  }) as Field,
  defineField<string>({
    key: "scimClientId",
    path: "settings.provisioning.scim.clientId",
    term: "Client ID at the SCIM service",
    flag: "--scim-client-id <id>",
    help: "client id with which the access token is asked for",
    example: "provisioning",
    spec: "RFC 6749 §2.2",
    required: true,
    schema: A_NAME,
    ...of("oauth2"),
  }) as Field,
  defineField<string>({
    key: "scimClientSecret",
    path: "secrets.scimClientSecret",
    term: "Client secret at the SCIM service",
    flag: "--scim-client-secret <secret>",
    help: "client secret with which the access token is asked for; - reads it from standard input",
    example: "s3cr3t",
    spec: "RFC 6749 §2.3.1",
    secret: true,
    required: true,
    schema: A_SECRET,
    ...of("oauth2"),
  }) as Field,
];
