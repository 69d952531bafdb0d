/**
 * What an app may ask for in its own name. Scopes of the platform's API (`okta.users.read`) are granted one by one, and
 * the org's own authorization server gives them; every other scope is one of the app's own at the server `default`.
 */
import { z } from "zod";
import { isManagementScope } from "../../protocols/oidc/supported.js";
import { defineField } from "../field.js";

/** A scope of the platform's API: resource and what may be done to it. */
const MANAGEMENT = /^okta(\.[A-Za-z]+)+\.(read|manage)(\.self)?$/;
/** Those of OpenID are about a person, and here is none. */
const OF_OPENID = ["openid", "profile", "email", "address", "phone", "offline_access", "groups", "device_sso"];

export const scopes = defineField<string[]>({
  key: "scopes",
  path: "settings.oauthClient.granted_scopes",
  term: "Granted scopes",
  flag: "--scope <scope>",
  help: "what the app may ask for in its own name: okta.users.read and the like, or a scope of its own API",
  example: "reports:read",
  spec: "rfc6749 §3.3",
  repeatable: true,
  ask: true,
  schema: z
    .array(
      z.string().superRefine((scope, context) => {
        const message = problemOf(scope);
        if (message) context.addIssue({ code: "custom", message });
      }),
    )
    .refine((all) => new Set(all).size === all.length, "a scope is there twice")
    .refine((all) => all.length <= 100, "more than 100 scopes"),
  when: ({ grantTypes }) => grantTypes === undefined || (grantTypes as string[]).includes("client_credentials"),
  meansOnlyWith: "it goes with --grant-type client_credentials",
  default: () => [],
});

function problemOf(scope: string): string | undefined {
  const shown = `"${scope.slice(0, 60)}"`;
  // @see rfc6749 appendix A.4
  if (!/^[\x21\x23-\x5b\x5d-\x7e]{1,255}$/.test(scope))
    return `${shown} is no scope: up to 255 printable characters without blanks, quotes and backslashes`;
  if (OF_OPENID.includes(scope)) return `${shown} is about a person; an app that asks in its own name has none`;
  if (isManagementScope(scope) && !MANAGEMENT.test(scope))
    return `${shown} is no scope of the platform's API; those are like okta.users.read and okta.groups.manage`;
  return undefined;
}
