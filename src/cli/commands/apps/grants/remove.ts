import { defineCommand } from "../../../command.js";
import { changeScope, GRANT_JSON_MEMBERS, scopeArgument } from "../../../grant-arguments.js";
import { appArgument } from "../../../named-things.js";

export default defineCommand({
  summary: "Take granted scopes from an app",
  description: "Token requests with them are refused from then on; tokens that it has already are good until they end.",
  examples: [
    "appint apps grants remove nightly okta.users.read",
    "appint apps grants remove nightly okta.users.read --json=scopeId",
  ],
  changes: "org",
  args: { app: appArgument, scope: scopeArgument },
  json: GRANT_JSON_MEMBERS,

  async run({ app, scope }, context) {
    await changeScope(app, scope, "remove", { now: "is no longer granted to", before: "was not granted to" }, context);
    return 0;
  },
});
