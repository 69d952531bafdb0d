/** How keys change is decided in directory/rotate-keys, not here. */
import type { App } from "../../../store/apps.js";
import type { SealedKey } from "../../../store/keys.js";
import { option, toggle } from "../../arguments.js";
import { defineCommand } from "../../command.js";
import type { Context } from "../../context.js";
import { KEY_JSON_MEMBERS, keyJson } from "../../key-json.js";
import { refuseUnheeded, serverNamed, yearsOption } from "../../key-options.js";
import { appArgumentOrNone } from "../../named-things.js";

export default defineCommand({
  summary: "Rotate the signing keys of the org, or make and activate a certificate of an app",
  description:
    "Of the org: the next key of each authorization server signs from now on, and the one before stays published. Of an app: its next certificate is made, and signs when --activate says so, since the other side must know it first. A running appint serve follows at once.",
  examples: [
    "appint keys rotate",
    "appint keys rotate --server default --json=kid,purpose,status",
    "appint keys rotate payroll --years 2",
    "appint keys rotate payroll --activate",
  ],
  changes: "org",
  args: {
    app: appArgumentOrNone,
    activate: toggle("--activate", "let the app's next key sign from now on; made at once where there is none"),
    kid: option("--kid <kid>", "with --activate: another key of the app, as the one before"),
    years: yearsOption,
    server: option("--server <id>", "only the keys of this authorization server: org or default"),
  },
  json: KEY_JSON_MEMBERS,

  async run({ app, server, activate, kid, years }, context) {
    refuseUnheeded(app?.slug, { activate, kid, years, server });
    if (!app) await rotateOrg(server, context);
    else {
      await (await import("../../../integrations/credentials-of.js")).refuseWithoutKey(app);
      if (activate) await activateKey(app, kid, context);
      else await makeNext(app, years, context);
    }
    return 0;
  },
});

async function rotateOrg(server: string | undefined, { store, org, clock, output }: Context): Promise<void> {
  const { rotateServerKeys } = await import("../../../directory/rotate-keys.js");
  const { authorizationServersOf } = await import("../../../directory/authorization-servers.js");
  const owner = await org();
  const servers = server === undefined ? authorizationServersOf(owner) : [serverNamed(owner, server)];
  const keys = await rotateServerKeys(await store(), owner, servers, clock());
  if (output.isJson) return output.json(keys.map((key) => keyJson(key, undefined)));
  for (const { purpose, kid } of keys.filter(isActive)) output.done(`${purpose}: ${kid} signs from now on`, {});
  output.next(["appint keys list"]);
}

async function activateKey(app: App, kid: string | undefined, { store, org, clock, output }: Context): Promise<void> {
  const { activateAppKey } = await import("../../../directory/rotate-keys.js");
  const { keys } = await activateAppKey(await store(), await org(), app, kid, clock());
  if (output.isJson) return output.json(keys.map((key) => keyJson(key, app)));
  output.done(`${app.label}: ${keys.find(isActive)?.kid} signs from now on`, {});
  const former = keys.find(({ status }) => status === "RETIRED");
  output.next([
    `appint test-sso ${app.slug}`,
    ...(former ? [`appint keys rotate ${app.slug} --activate --kid ${former.kid}   # goes back`] : []),
  ]);
}

async function makeNext(app: App, years: number | undefined, { store, org, clock, output }: Context): Promise<void> {
  const { generateNextKey } = await import("../../../directory/rotate-keys.js");
  const key = await generateNextKey(await store(), await org(), app, years, clock());
  if (output.isJson) return output.json([keyJson(key, app)]);
  const end = key.notAfter?.toISOString().slice(0, 10);
  output.done(`${app.label} has a next certificate, which ends on ${end}; it signs nothing yet`, {});
  output.next([
    `appint keys export ${app.slug} --kid ${key.kid}   # is for the other side`,
    `appint keys rotate ${app.slug} --activate`,
  ]);
}

const isActive = ({ status }: SealedKey): boolean => status === "ACTIVE";
