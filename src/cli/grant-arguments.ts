/** The scopes that a command about grants works on, and what it prints of them. */
import { customAuthorizationServer, orgAuthorizationServer } from "../directory/authorization-servers.js";
import { grantedScopes } from "../directory/scope-grants.js";
import { scopes as field } from "../integrations/fields/scopes.js";
import { kindOf } from "../integrations/registry.js";
import { isManagementScope } from "../protocols/oidc/supported.js";
import type { App } from "../store/apps.js";
import type { Org } from "../store/orgs.js";
import { positional } from "./arguments.js";
import type { Context } from "./context.js";
import { checked } from "./field-arguments.js";
import { noGrants } from "./grant-problems.js";

export const GRANT_JSON_MEMBERS = ["scopeId", "issuer", "clientId", "source", "status"] as const;

/** @throws Problem NO_GRANTS for an app that never asks in its own name */
export async function refuseWithoutGrants(app: App): Promise<void> {
  const kind = await kindOf(app);
  if (!kind.fields.some(({ key }) => key === field.key)) throw noGrants(app, kind.term);
}

/** The scopes as they were typed, each one possible. @throws Problem FIELD_INVALID */
const scopesTyped = (typed: readonly string[]): string[] => checked(field, [...new Set(typed)]) as string[];

/** The platform's grant objects, without the ids that nobody needs here. */
export const grantsJson = (app: App, org: Org): Record<(typeof GRANT_JSON_MEMBERS)[number], string>[] =>
  grantedScopes(app).map((scopeId) => ({
    scopeId,
    issuer: issuerOf(scopeId, org),
    clientId: app.id,
    source: "ADMIN",
    status: "ACTIVE",
  }));

/** Of the server that gives the scope. */
function issuerOf(scope: string, org: Org): string {
  const server = isManagementScope(scope) ? undefined : customAuthorizationServer(org, "default");
  return (server ?? orgAuthorizationServer(org)).issuer;
}

/** The scope that a command about grants works on. */
export const scopeArgument = positional({
  name: "scope",
  required: true,
  help: "okta.users.read and the like, or a scope of the app's own API",
});

/**
 * Grants a scope, or takes it away, and tells it.
 *
 * @throws Problem NO_GRANTS, FIELD_INVALID, and what the change refuses
 */
export async function changeScope(
  app: App,
  typed: string,
  verb: "add" | "remove",
  said: { now: string; before: string },
  { store, org, output, clock }: Context,
): Promise<void> {
  await refuseWithoutGrants(app);
  const [scope = ""] = scopesTyped([typed]);
  const { changeGrants } = await import("../directory/scope-grants.js");
  const { appById } = await import("../store/apps.js");
  const { added, removed } = await changeGrants(await store(), app, { [verb]: [scope] }, clock());
  if (output.isJson) return output.json(grantsJson((await appById((await store()).read, app.id)) ?? app, await org()));
  const isChanged = [...added, ...removed].includes(scope);
  output.done(`${scope} ${isChanged ? said.now : said.before} ${app.label}`, {});
}
