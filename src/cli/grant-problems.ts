/** Why scopes cannot be granted, or a key cannot be made. */
import { Problem } from "../problem.js";
import type { App } from "../store/apps.js";

export const noGrants = ({ label, slug }: App, term: string) =>
  new Problem(
    "NO_GRANTS",
    4,
    `${label} is a ${term} integration: no scopes are granted to it`,
    "scopes are granted to apps that ask for tokens in their own name",
    `appint apps show ${slug}   shows what it has; appint create api --name <name> makes an app with grants`,
  );

export const keyTwice = () =>
  new Problem(
    "KEY_TWICE",
    2,
    "--generate-key and --jwks both say which keys the app has",
    "a key is either made here or brought along",
    "leave one of them out",
  );
