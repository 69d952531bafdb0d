/** Who a person is in the app: how the name is made, and when it follows the person's profile. For kinds with usernames. */
import { z } from "zod";
import { PLACES, reasonAgainst, reasonAgainstTemplate } from "../../directory/expression-language/index.js";
import { LOGIN_TEMPLATE, type UsernameTemplate } from "../../directory/username.js";
import { nearestNames } from "../../nearest-names.js";
import type { AppDocument } from "../../store/apps.js";
import { defineField, type Field, type FieldValues } from "../field.js";

/** The platform's built-in formats by the words that people type. */
const BUILT_IN: Readonly<Record<string, string>> = {
  "okta-username": LOGIN_TEMPLATE,
  "okta-username-prefix": '${fn:substringBefore(source.login, "@")}',
  email: "${source.email}",
  "email-lowercase": "${fn:toLowerCase(source.email)}",
  "email-prefix": '${fn:substringBefore(source.email, "@")}',
  "ad-employee-id": "${source.employeeID}",
  "ad-sam-account-name": "${source.samAccountName}",
  "ad-sam-account-name-lowercase": "${fn:toLowerCase(source.samAccountName)}",
  "ad-user-principal-name": "${source.userName}",
  "ad-user-principal-name-prefix": '${fn:substringBefore(source.userName, "@")}',
  "ldap-uid-suffix": "${source.userName}${instance.userSuffix}",
};
const NONE = "none";
const WITH_SUFFIX = "ldap-uid-suffix";
const WORDS = [...Object.keys(BUILT_IN), NONE];
const PATH = "credentials.userNameTemplate";
const LONGEST = 1024;

const templateOf = ({ credentials }: AppDocument): Partial<UsernameTemplate> =>
  (credentials.userNameTemplate as UsernameTemplate | undefined) ?? {};
/** A template that no word stands for is typed as it is; no expression begins like one. */
const isTemplate = (format: string): boolean => format.startsWith("${");
const isCustom = (format: unknown): boolean =>
  typeof format === "string" && !WORDS.includes(format) && !isTemplate(format);

function reasonAgainstFormat(format: string): string | undefined {
  if (WORDS.includes(format)) return undefined;
  if (isTemplate(format)) return reasonAgainstTemplate(format);
  const reason = reasonAgainst(format, PLACES.username);
  if (reason === undefined || !/^[\w-]+$/.test(format)) return reason;
  const [meant] = nearestNames(format.toLowerCase(), WORDS);
  return meant ? `there is no such format, did you mean ${meant}?` : `it is no format and no expression: ${reason}`;
}

export const usernameFormat = defineField<string>({
  key: "usernameFormat",
  path: PATH,
  term: "Application username format",
  flag: "--username-format <format>",
  section: "Usernames",
  help: `who people are in the app: ${WORDS.join(", ")} (typed when people are assigned), or an expression`,
  example: 'String.substringBefore(user.login, "@") + "@acme.example"',
  schema: z
    .string()
    .trim()
    .max(LONGEST, `it has more than ${LONGEST} characters`)
    .refine((format) => format !== "", "it is empty")
    .superRefine((format, context) => {
      const message = format === "" || format.length > LONGEST ? undefined : reasonAgainstFormat(format);
      if (message !== undefined) context.addIssue({ code: "custom", message });
    }),
  fromText: (text) => (WORDS.includes(text.trim().toLowerCase()) ? text.trim().toLowerCase() : text.trim()),
  default: () => "okta-username",

  read(document) {
    const { template = "", type } = templateOf(document);
    if (type === "NONE" || template === "") return NONE;
    return Object.keys(BUILT_IN).find((word) => type !== "CUSTOM" && BUILT_IN[word] === template) ?? template;
  },
  write(document, format = "okta-username") {
    const type = format === NONE ? "NONE" : isCustom(format) ? "CUSTOM" : "BUILT_IN";
    const template = format === NONE ? "" : (BUILT_IN[format] ?? format);
    document.credentials.userNameTemplate = { template, type } satisfies UsernameTemplate;
  },
});

const hasSuffix = ({ usernameFormat: format }: FieldValues): boolean => format === WITH_SUFFIX;

export const usernameSuffix = defineField<string>({
  key: "usernameSuffix",
  path: PATH, // its member userSuffix
  term: "Username suffix",
  flag: "--username-suffix <text>",
  section: "Usernames",
  help: "what follows the LDAP UID in a username",
  example: "@acme.example",
  schema: z
    .string()
    .trim()
    .min(1, "it is empty")
    .max(LONGEST, `it has more than ${LONGEST} characters`)
    .refine((text) => !/\p{Cc}/u.test(text), "it has a control character in it"),
  when: hasSuffix,
  meansOnlyWith: `it goes with --username-format ${WITH_SUFFIX}`,
  read: (document) => templateOf(document).userSuffix,
  write(document, userSuffix, values) {
    if (userSuffix !== undefined && hasSuffix(values)) templateOf(document).userSuffix = userSuffix;
  },
});

const MOMENTS = { create: "DONT_PUSH", "create-and-update": "PUSH" } as const;
type Moment = keyof typeof MOMENTS;

export const updateUsernameOn = defineField<Moment>({
  key: "updateUsernameOn",
  path: PATH, // its member pushStatus
  term: "Update application username on",
  flag: "--update-username-on <when>",
  section: "Usernames",
  help: "create (names stay as they were made) or create-and-update (they follow the profile), with an expression",
  schema: z.enum(["create", "create-and-update"], "it is neither create nor create-and-update"),
  choices: [
    { value: "create", label: "Create only" },
    { value: "create-and-update", label: "Create and update" },
  ],
  // Names of the built-in formats always follow the profile.
  default: () => "create-and-update",
  when: ({ usernameFormat: format }) => isCustom(format),
  meansOnlyWith: "it goes with a --username-format that is an expression",
  read(document) {
    const { type, pushStatus } = templateOf(document);
    if (type !== "CUSTOM") return undefined;
    return pushStatus === "PUSH" ? "create-and-update" : "create"; // as the platform takes what says nothing
  },
  write(document, moment = "create-and-update", { usernameFormat: format }) {
    if (isCustom(format)) templateOf(document).pushStatus = MOMENTS[moment];
  },
});

/** In their order: the suffix and the moment are written into what the format has written. */
export const usernameFields: readonly Field[] = [usernameFormat, usernameSuffix, updateUsernameOn];
