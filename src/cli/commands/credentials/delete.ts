/** Which secrets may be deleted is decided in directory/client-secrets, not here. */
import { defineCommand } from "../../command.js";
import { confirmDeletion, yesOption } from "../../confirmation.js";
import { appArgument } from "../../named-things.js";
import { secretArgument } from "../../secret-argument.js";

export default defineCommand({
  summary: "Delete a client secret for good",
  description: "Only an inactive one can be deleted.",
  examples: [
    "appint credentials delete shop oldest --yes",
    "appint credentials delete shop oldest --yes --json=id,status",
  ],
  changes: "org",
  args: { app: appArgument, secret: secretArgument, yes: yesOption },
  json: ["id", "status"],

  async run({ app, secret: typed, yes }, context) {
    const { deleteClientSecret, refuseActiveSecret } = await import("../../../directory/client-secrets.js");
    const { chosenSecret } = await import("../../client-secret.js");
    const command = `credentials delete ${app.slug}`;
    const secret = await chosenSecret(app, typed, command, context);
    refuseActiveSecret(app, secret);
    const { id } = secret;
    const thing = `the client secret ${id} of ${app.slug}`;
    await confirmDeletion({ thing, name: id, command: `${command} ${id}`, yes }, context);
    await deleteClientSecret(await context.store(), app, secret, context.clock());
    context.output.done(
      `The client secret ${id} of ${app.label} is deleted`,
      { id, status: secret.status },
      { next: [`appint credentials list ${app.slug}`] },
    );
    return 0;
  },
});
