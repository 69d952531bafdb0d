/**
 * What `test-sso` must know of an app beyond its protocol. Kept with the app by `apps edit`, or given for one run.
 * The same field definitions as an integration's own, with paths under `tests.`.
 */
import { z } from "zod";
import { defineField, type Field } from "./field.js";
import type { EnvMap } from "./other-side.js";
import { guess } from "./seen-app.js";
import { webUrl } from "./url.js";

const pairText = ({ name, variable }: EnvMap[number]): string => `${name}=${variable}`;

const A_STATUS = "it is not a number from 100 to 599";
const A_PAGE = "http://localhost:3000/reports?q=1";
const pageUrl = webUrl(A_PAGE);

const fields: readonly Field[] = [
  defineField<string[]>({
    key: "startUrls",
    path: "tests.startUrls",
    term: "Page that starts sign-in",
    flag: "--start-url <url>",
    help: "a protected page of the app: sign-in starts and ends there",
    example: A_PAGE,
    repeatable: true,
    schema: z.array(pageUrl),
    fromApp: ({ protectedUrl, startUrl }) =>
      protectedUrl === undefined
        ? guess(startUrl === undefined ? undefined : [startUrl], "opening it begins a sign-in")
        : guess([protectedUrl], "the address that you gave leads to the IdP"),
  }),
  defineField<string>({
    key: "userUrl",
    path: "tests.userUrl",
    term: "Page that shows who is signed in",
    flag: "--user-url <url>",
    help: "a page or JSON of the app that shows who is signed in",
    example: "http://localhost:3000/me",
    schema: pageUrl,
  }),
  defineField<string>({
    key: "logoutUrl",
    path: "tests.logoutUrl",
    term: "Logout URL",
    flag: "--logout-url <url>",
    help: "the app's own sign-out address",
    example: "http://localhost:3000/logout",
    schema: pageUrl,
  }),
  defineField<string>({
    key: "expectUrl",
    path: "tests.expectUrl",
    term: "Expected address after sign-in",
    flag: "--expect-url <url>",
    help: "where a sign-in must end",
    example: A_PAGE,
    schema: pageUrl,
  }),
  defineField<string>({
    key: "expectText",
    path: "tests.expectText",
    term: "Expected text after sign-in",
    flag: "--expect-text <text>",
    help: "text that a signed-in page must show",
    example: "Signed in as",
    schema: z
      .string()
      .min(1, "the text is empty")
      .regex(/^\P{Cc}*$/u, "the text has a control character in it"),
  }),
  defineField<EnvMap>({
    key: "envMap",
    path: "tests.envMap",
    term: "Environment of the app under test",
    flag: "--env-map <name=variable>",
    help: "give a value to the app in another variable, as OIDC_ISSUER=AUTH_URL",
    example: "OIDC_ISSUER=AUTH_URL",
    repeatable: true,
    schema: z
      .array(
        z.object({
          name: z.string().regex(/^\w+$/, "it has no name in front of the =; write it as OIDC_ISSUER=AUTH_URL"),
          variable: z
            .string()
            .regex(
              /^[A-Za-z_][A-Za-z0-9_]*$/,
              "behind the = is no name of a variable: letters, digits and _, not a digit first",
            ),
        }),
      )
      .superRefine((pairs, context) => {
        const texts = pairs.map(pairText);
        const twice = texts.find((text, index) => texts.indexOf(text) !== index);
        if (twice) context.addIssue({ code: "custom", message: `"${twice}" is there twice` });
      }),
    fromText: (text) => {
      const [name = "", ...variable] = text.split("=");
      return { name: name.trim(), variable: variable.join("=").trim() };
    },
    toText: (pairs) => pairs.map(pairText).join(", "),
  }),
  defineField<number>({
    key: "expectStatus",
    path: "tests.expectStatus",
    term: "Expected status after sign-in",
    flag: "--expect-status <number>",
    help: "HTTP status that a sign-in must end with",
    example: "200",
    schema: z.number(A_STATUS).min(100, A_STATUS).max(599, A_STATUS),
    fromText: (text) => (/^\d+$/.test(text) ? Number(text) : Number.NaN),
  }),
];

/** What `test-sso` is told of an app, of whatever kind. */
export const testFields: readonly Field[] = fields.map((field) => ({ ...field, section: "What test-sso is told" }));
