/** Which secrets may be deactivated is decided in directory/client-secrets, not here. */
import { defineCommand } from "../../command.js";
import { appArgument } from "../../named-things.js";
import { secretArgument } from "../../secret-argument.js";
import { SECRET_JSON_MEMBERS, secretJson } from "../../secret-json.js";

export default defineCommand({
  summary: "Take a client secret no more, and keep it",
  description: "The last active one of an app that needs one stays.",
  examples: ["appint credentials deactivate shop oldest", "appint credentials deactivate shop oldest --json=id,status"],
  changes: "org",
  args: { app: appArgument, secret: secretArgument },
  json: SECRET_JSON_MEMBERS,

  async run({ app, secret: typed }, context) {
    const { authenticatesWithSecret } = await import("../../../integrations/credentials-of.js");
    const { setClientSecretStatus } = await import("../../../directory/client-secrets.js");
    const { chosenSecret } = await import("../../client-secret.js");
    const store = await context.store();
    const chosen = await chosenSecret(app, typed, `credentials deactivate ${app.slug}`, context);
    const isNeeded = await authenticatesWithSecret(app);
    const secret = await setClientSecretStatus(store, app, chosen, "INACTIVE", { isNeeded, now: context.clock() });
    context.output.done(
      `The client secret ${secret.id} of ${app.label} is inactive; the token endpoint refuses it`,
      secretJson(secret, store.unseal(secret.sealed), { reveal: false }),
      { next: [`appint credentials delete ${app.slug} ${secret.id}`] },
    );
    return 0;
  },
});
