import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { freePort, usedOrg } from "../built-cli.js";

const APP = fileURLToPath(new URL("app.mjs", import.meta.url));
/** Inside the checkout, so that a file which is imported from there finds the libraries. */
const MODULES = fileURLToPath(new URL("../../../node_modules/.appint-frameworks-", import.meta.url));

/** Words of `create` for an app at the address. */
const CREATE: Record<string, (url: string) => readonly string[]> = {
  oidc: (url) => ["oidc", "--redirect-uri", `${url}/callback`],
  saml: (url) => ["saml", "--acs-url", `${url}/saml/acs`, "--audience", "urn:pay"],
};

describe("what apps show --for prints", () => {
  it.each([
    ["oidc", "passport-openidconnect"],
    ["oidc", "openid-client"],
    ["saml", "node-saml"],
    ["saml", "samlify"],
  ])("as %s configuration of %s signs people in", async (kind, framework) => {
    await using org = await usedOrg();
    const folder = await mkdtemp(MODULES);
    try {
      const port = await freePort();
      const url = `http://localhost:${port}`;
      await org.done(["create", ...(CREATE[kind]?.(url) ?? []), "--name", "Shop"]);
      await org.done("assign shop --user ada@example.com");
      const file = join(folder, "configuration.mjs");
      await writeFile(file, (await org.done(`apps show shop --for ${framework} --reveal`)).stdout);

      const pages = ["--start-url", `${url}/private?q=1`, "--user-url", `${url}/me`];
      const app = ["--exec", `node ${APP} ${framework} ${port} ${file}`, "--wait-on", `${url}/health`];
      const { status, stdout } = await org.appint(["test-sso", "shop", ...pages, ...app]);

      expect(status, stdout).toBe(0);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("is the file alone on stdout, with the secret only where it is asked for", async () => {
    await using org = await usedOrg();
    await org.done("create oidc --name Shop --redirect-uri http://localhost:3000/callback");
    const hidden = await org.done("apps show shop --for oauth2-proxy");
    const shown = await org.done("apps show shop --for oauth2-proxy --reveal");

    expect(hidden.stdout).toContain('client_secret = "<client secret>"\n');
    expect(hidden.stderr).toBe(`  oauth2-proxy: oauth2-proxy.cfg
  <client secret> is kept sealed; filled in: appint apps show shop --for oauth2-proxy --reveal
`);
    expect(shown.stdout).toMatch(/client_secret = "[\w-]{64}"\n/);
    expect(shown.stderr).toBe("  oauth2-proxy: oauth2-proxy.cfg\n");
  });
});
