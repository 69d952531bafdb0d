import { positional } from "../../../arguments.js";
import { defineCommand } from "../../../command.js";
import { GRANT_JSON_MEMBERS, grantsJson, refuseWithoutGrants, scopesTyped } from "../../../grant-arguments.js";
import { appArgument } from "../../../named-things.js";

export default defineCommand({
  summary: "Grant scopes to an app: it may then ask for them in its own name",
  description:
    "Scopes of the platform (okta.users.read) are given by the org's own authorization server, to an app that signs with a key; others by the server default.",
  examples: [
    "appint apps grants add nightly okta.groups.read",
    "appint apps grants add nightly reports:read --json=scopeId",
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
    const { added } = await changeGrants(store, app, { add: scopes }, context.clock());
    const { output } = context;
    if (output.isJson) {
      output.json(grantsJson((await appById(store.read, app.id)) ?? app, await context.org()));
      return 0;
    }
    for (const scope of scopes)
      output.done(`${scope} ${added.includes(scope) ? "is granted to" : "was granted to"} ${app.label}`, {});
    return 0;
  },
});
