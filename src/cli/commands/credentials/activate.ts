/** Which secrets may be activated is decided in directory/client-secrets, not here. */
import { defineCommand } from "../../command.js";
import { appArgument } from "../../named-things.js";
import { secretArgument } from "../../secret-argument.js";
import { SECRET_JSON_MEMBERS } from "../../secret-json.js";

export default defineCommand({
  summary: "Take a client secret again that was deactivated",
  examples: ["appint credentials activate shop oldest", "appint credentials activate shop oldest --json=id,status"],
  changes: "org",
  args: { app: appArgument, secret: secretArgument },
  json: SECRET_JSON_MEMBERS,

  async run({ app, secret }, context) {
    const { switchSecret } = await import("../../client-secret.js");
    await switchSecret(app, secret, { verb: "activate", status: "ACTIVE", effect: "takes it" }, context);
    return 0;
  },
});
