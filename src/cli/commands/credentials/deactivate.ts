/** Which secrets may be deactivated is decided in directory/client-secrets, not here. */
import { defineCommand } from "../../command.js";
import { appArgument } from "../../named-things.js";
import { secretArgument } from "../../secret-argument.js";
import { SECRET_JSON_MEMBERS } from "../../secret-json.js";

export default defineCommand({
  summary: "Take a client secret no more, and keep it",
  description: "The last active one of an app that needs one stays.",
  examples: ["appint credentials deactivate shop oldest", "appint credentials deactivate shop oldest --json=id,status"],
  changes: "org",
  args: { app: appArgument, secret: secretArgument },
  json: SECRET_JSON_MEMBERS,

  async run({ app, secret }, context) {
    const { switchSecret } = await import("../../client-secret.js");
    await switchSecret(app, secret, { verb: "deactivate", status: "INACTIVE", effect: "refuses it" }, context);
    return 0;
  },
});
