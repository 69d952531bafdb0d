import { defineCommand } from "../../command.js";
import { KEY_JSON_MEMBERS, keyJson } from "../../key-json.js";
import { appArgumentOrNone } from "../../named-things.js";

export default defineCommand({
  summary: "List the signing keys of the org, or those of an app",
  description:
    "ACTIVE signs now; NEXT will; RETIRED has signed before. The org's keys sign tokens (purpose: id-token, access-token, server:<id>), an app's own sign what is posted to it.",
  examples: ["appint keys list", "appint keys list payroll", "appint keys list payroll --json=kid,status,notAfter"],
  args: { app: appArgumentOrNone },
  json: KEY_JSON_MEMBERS,

  async run({ app }, { store, org, output }) {
    const { keysOf } = await import("../../../store/keys.js");
    if (app) await (await import("../../../integrations/credentials-of.js")).refuseWithoutKey(app);
    const keys = await keysOf((await store()).read, (await org()).id, { app: app?.id });
    if (output.isJson) {
      output.json(keys.map((key) => keyJson(key, app)));
      return 0;
    }
    output.list(
      keys,
      {
        kid: ({ kid }) => kid,
        purpose: ({ purpose }) => purpose,
        status: ({ status }) => status,
        created: ({ created }) => created.toISOString(),
        "certificate ends": ({ notAfter }) => notAfter?.toISOString() ?? "no certificate",
      },
      { empty: "No keys yet: the first are made when a token is signed. Start it: appint serve" },
    );
    return 0;
  },
});
