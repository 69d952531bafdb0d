import { positional } from "../../../arguments.js";
import { defineCommand } from "../../../command.js";
import { GRANT_JSON_MEMBERS, grantsJson, refuseWithoutGrants, scopesTyped } from "../../../grant-arguments.js";
import { appArgument } from "../../../named-things.js";

export default defineCommand({
  summary: "Take granted scopes from an app",
  description: "Token requests with them are refused from then on; tokens that it has already are good until they end.",
  examples: [
    "appint apps grants remove nightly okta.users.read",
    "appint apps grants remove nightly okta.users.read --json=scopeId",
  ],
  changes: "org",
  args: {
    app: appArgument,
    scope: positional({
      name: "scope",
      required: true,
      help: "okta.users.read and the like, or a scope of the app's own API",
    }),
  },
  json: GRANT_JSON_MEMBERS,

  async run({ app, scope: typed }, context) {
    await refuseWithoutGrants(app);
    const scopes = scopesTyped([typed]);
    const { changeGrants } = await import("../../../../directory/scope-grants.js");
    const { appById } = await import("../../../../store/apps.js");
    const store = await context.store();
    const { removed } = await changeGrants(store, app, { remove: scopes }, context.clock());
    const { output } = context;
    if (output.isJson) {
      output.json(grantsJson((await appById(store.read, app.id)) ?? app, await context.org()));
      return 0;
    }
    for (const scope of scopes)
      output.done(
        `${scope} ${removed.includes(scope) ? "is no longer granted to" : "was not granted to"} ${app.label}`,
        {},
      );
    return 0;
  },
});
