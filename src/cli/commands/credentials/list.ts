import { toggle } from "../../arguments.js";
import { defineCommand } from "../../command.js";
import { appArgument } from "../../named-things.js";
import { SECRET_JSON_MEMBERS, secretJson } from "../../secret-json.js";

export default defineCommand({
  summary: "List the client secrets of an app",
  description: "Newest first. The token endpoint takes every one that is ACTIVE.",
  examples: ["appint credentials list shop", "appint credentials list shop --reveal --json=id,status,client_secret"],
  args: { app: appArgument, reveal: toggle("--reveal", "show the secrets in clear") },
  json: SECRET_JSON_MEMBERS,

  async run({ app, reveal = false }, context) {
    const { clientSecretsOf } = await import("../../client-secret.js");
    const secrets = await clientSecretsOf(app, context);
    const store = await context.store();
    context.output.list(
      secrets.map((secret) => secretJson(secret, store.unseal(secret.sealed), { reveal })),
      {
        secret: ({ id }) => id,
        status: ({ status }) => status,
        value: ({ client_secret: value }) => value,
        created: ({ created }) => created,
      },
      { empty: `No client secrets. Make one: appint credentials rotate ${app.slug}` },
    );
    return 0;
  },
});
