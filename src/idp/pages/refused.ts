/** The page of a person who is signed in but may not open the app, with what the admin changes. */
import type { App } from "../../store/apps.js";
import type { User } from "../../store/users.js";
import type { Exchange } from "../http/exchange.js";
import type { Refused } from "../sessions/access.js";
import { commandLine } from "./command.js";
import { errorPage } from "./error.js";
import type { Html } from "./html.js";

export function refusedPage({ idp, nonce }: Exchange, refused: Refused, { app, user }: { app: App; user: User }): Html {
  return errorPage(
    { nonce, org: idp.org.name },
    {
      title: "403 Forbidden",
      text: refused.refused === "not-assigned" ? notAssigned : refused.text,
      code: "access_denied",
      facts: [
        ["App", app.label],
        ["User", user.login],
      ],
      fix: fixes[refused.refused]?.(app, user),
    },
  );
}

/** What the platform shows to a person; an OIDC app is told in other words. */
const notAssigned = "User is not assigned to this application";

const fixes: Partial<
  Record<Refused["refused"], (app: App, user: User) => { readonly text: string; readonly command: string }>
> = {
  "not-assigned": (app, user) => ({
    text: `${user.login} is not assigned to ${app.label}. Assign the person:`,
    command: commandLine("appint", "assign", app.slug, "--user", user.login),
  }),
  "no-username": (app, user) => ({
    text: `${app.label} is assigned to ${user.login} through a group, and its username format has no name for the person. Type it:`,
    command: `${commandLine("appint", "assign", app.slug, "--user", user.login, "--username")} <name>`,
  }),
};
