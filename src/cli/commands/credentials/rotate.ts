/** How many secrets an app may have is decided in directory/client-secrets, not here. */
import { defineCommand } from "../../command.js";
import { appArgument } from "../../named-things.js";
import { SECRET_JSON_MEMBERS, secretJson } from "../../secret-json.js";

export default defineCommand({
  summary: "Make a second client secret for an app",
  description:
    "Both are taken, so that the app can be moved to the new one without a pause; then deactivate the old one, and delete it when nothing has failed.",
  examples: ["appint credentials rotate shop", "appint credentials rotate shop --json=id,client_secret"],
  changes: "org",
  args: { app: appArgument },
  json: SECRET_JSON_MEMBERS,

  async run({ app }, context) {
    const { refuseWithoutSecret } = await import("../../../integrations/credentials-of.js");
    const { rotateClientSecret } = await import("../../../directory/client-secrets.js");
    const { clientSecretsOf } = await import("../../client-secret.js");
    await refuseWithoutSecret(app);
    const { secret, clear } = await rotateClientSecret(await context.store(), app, context.clock());
    const { output } = context;
    if (output.isJson) {
      output.json(secretJson(secret, clear, { reveal: true }));
      return 0;
    }
    output.done(`${app.label} has a new client secret, ${secret.id}`, {});
    output.print(`\n    Client secret   ${clear}\n`);
    const former = (await clientSecretsOf(app, context)).find(
      ({ id, status }) => id !== secret.id && status === "ACTIVE",
    );
    output.next(former ? [`appint credentials deactivate ${app.slug} ${former.id}`] : [`appint test-sso ${app.slug}`]);
    return 0;
  },
});
