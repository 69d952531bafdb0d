/** Only public halves can be printed: a private key that was on a screen or in a file once is no secret any more. */
import { createPublicKey } from "node:crypto";
import type { App } from "../../../store/apps.js";
import type { SealedKey } from "../../../store/keys.js";
import { option } from "../../arguments.js";
import { defineCommand } from "../../command.js";
import type { Context } from "../../context.js";
import { formatOption, type KeyFormat, serverNamed } from "../../key-options.js";
import { flagForOrg, formatWithJson } from "../../key-problems.js";
import { appArgumentOrNone } from "../../named-things.js";

export default defineCommand({
  summary: "Print public keys of the org, or the certificate of an app",
  description:
    "pem is the certificate, or the public key where there is none; jwk is one key; jwks is every key of the app, or what the authorization server publishes. A private key is never printed.",
  examples: [
    "appint keys export payroll",
    "appint keys export payroll --format jwk",
    "appint keys export --format jwks",
    "appint keys export --server default --json",
  ],
  args: {
    app: appArgumentOrNone,
    format: formatOption,
    kid: option("--kid <kid>", "this key, whatever its status; else the one that signs now"),
    server: option("--server <id>", "keys of this authorization server: org or default", { defaultText: "org" }),
  },
  json: ["keys"],

  async run({ app, format, kid, server }, context) {
    const { output } = context;
    if (app && server !== undefined) throw flagForOrg("--server");
    if (output.isJson && format && format !== "jwks") throw formatWithJson(format);
    if (app) await (await import("../../../integrations/credentials-of.js")).refuseWithoutKey(app);
    const written = output.isJson ? "jwks" : (format ?? (app ? "pem" : "jwks"));
    const keys = await chosen({ app, kid, server, isWhole: written === "jwks" }, context);
    const { publicJwk } = await import("../../../protocols/oidc/jwks.js");
    const jwks = keys.map((key) => publicJwk(key.publicJwk, key.certificatePem));
    if (output.isJson) output.json({ keys: jwks });
    else output.print(textOf(written, keys, jwks));
    return 0;
  },
});

async function chosen(
  { app, kid, server = "org", isWhole }: { app?: App; kid?: string; server?: string; isWhole: boolean },
  { store, org }: Context,
): Promise<SealedKey[]> {
  const { keysOf } = await import("../../../store/keys.js");
  const { keyNamed } = await import("../../../directory/rotate-keys.js");
  const { publishedKeys } = await import("../../../directory/published-keys.js");
  const [{ read }, owner] = [await store(), await org()];
  const authority = serverNamed(owner, server);
  if (kid !== undefined) return [keyNamed(app, await keysOf(read, owner.id, { app: app?.id }), kid)];
  const all = app ? await keysOf(read, owner.id, { app: app.id }) : await publishedKeys(read, owner, authority);
  return isWhole ? all : all.filter(({ status }) => status === "ACTIVE");
}

function textOf(format: KeyFormat, keys: readonly SealedKey[], jwks: readonly object[]): string {
  if (format === "pem") return keys.map(pemOf).join("\n");
  return JSON.stringify(format === "jwk" ? jwks[0] : { keys: jwks }, undefined, 2);
}

const pemOf = ({ certificatePem, publicJwk }: SealedKey): string =>
  (
    certificatePem ??
    (createPublicKey({ key: publicJwk, format: "jwk" }).export({ type: "spki", format: "pem" }) as string)
  ).trim();
