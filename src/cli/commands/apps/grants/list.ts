import { defineCommand } from "../../../command.js";
import { GRANT_JSON_MEMBERS, grantsJson, refuseWithoutGrants } from "../../../grant-arguments.js";
import { appArgument } from "../../../named-things.js";

export default defineCommand({
  summary: "List the scopes that an app may ask for in its own name",
  examples: ["appint apps grants list nightly", "appint apps grants list nightly --json=scopeId,issuer"],
  args: { app: appArgument },
  json: GRANT_JSON_MEMBERS,

  async run({ app }, { org, output }) {
    await refuseWithoutGrants(app);
    output.list(
      grantsJson(app, await org()),
      { scope: ({ scopeId }) => scopeId, issuer: ({ issuer }) => issuer, status: ({ status }) => status },
      { empty: `No scopes are granted. Grant one: appint apps grants add ${app.slug} okta.users.read` },
    );
    return 0;
  },
});
