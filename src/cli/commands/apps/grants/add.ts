import { defineCommand } from "../../../command.js";
import { changeScope, GRANT_JSON_MEMBERS, scopeArgument } from "../../../grant-arguments.js";
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
  args: { app: appArgument, scope: scopeArgument },
  json: GRANT_JSON_MEMBERS,

  async run({ app, scope }, context) {
    await changeScope(app, scope, "add", { now: "is granted to", before: "was granted to" }, context);
    return 0;
  },
});
