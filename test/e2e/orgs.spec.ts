import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FreshOrg, freshOrg, normalized } from "./built-cli.js";
import { terminal } from "./terminal.js";

const LAUNCHER = process.env.APPINT_BIN ?? fileURLToPath(new URL("../../bin/appint.js", import.meta.url));
const hasTmux = spawnSync("tmux", ["-V"]).status === 0;

describe("appint orgs", () => {
  let org: FreshOrg;
  let second: string;
  beforeEach(async () => {
    org = await freshOrg();
    await org.done("users list --quiet");
    second = `http://127.0.0.1:${org.port + 1}`;
  });
  afterEach(() => org[Symbol.asyncDispose]());

  const written = async (words: string | readonly string[]) => {
    const { status, stdout, stderr } = await org.appint(words);
    const shown = (text: string) =>
      normalized(text, { [org.origin]: "<origin>", [second]: "<second>" }).replace(
        /password [\w-]{22}/g,
        "password <p>",
      );
    return { status, stdout: shown(stdout), stderr: shown(stderr) };
  };

  it("create, list, show, use and delete in their own words", async () => {
    expect(await written(["orgs", "create", "Acme Staging"])).toEqual({
      status: 0,
      stdout: `✔ Acme Staging created (acme-staging), and current from now on   <second>
  Next:  appint create
         appint serve
`,
      stderr: `  admin@example.com    password <p>   (shown this once)
  ada@example.com      password <p>   (shown this once)
`,
    });
    expect((await written("orgs list")).stdout).toMatch(
      /^ORG +NAME +ADDRESS +ID +CURRENT\nacme-staging +Acme Staging +<second> +<00o id> +current\ndefault +default +<origin> +<00o id>\n$/,
    );
    expect(await written("orgs show")).toEqual({
      status: 0,
      stdout: `Acme Staging (acme-staging, <00o id>)   current

  Org
    Address   <second>
    People    2
    Groups    1
    Apps      0
    Admins    admin@example.com
`,
      stderr: `
  The platform advises two or three admins in the org that owns an integration, so that the team keeps access:
  appint orgs admins add --user <login>
`,
    });
    expect((await org.done("orgs use default --json=slug,current")).json()).toEqual({ slug: "default", current: true });
    expect(await written("orgs delete acme-staging")).toEqual({
      status: 2,
      stdout: "",
      stderr: `✖ Nothing was deleted: the org acme-staging (2 people, 0 apps, their keys and the log) would be gone for good
    cause   there is no terminal on which to ask whether that is meant
    fix     appint orgs delete acme-staging --yes
`,
    });
    expect((await written("orgs delete acme-staging --yes")).stdout).toBe(
      "✔ Acme Staging (acme-staging) is deleted, with everything in it\n  Next:  appint orgs list\n",
    );
    expect((await org.done("orgs list --json=slug")).json()).toEqual([{ slug: "default" }]);
  });

  it("keep their apps and addresses apart, and are not deleted while their identity provider runs", async () => {
    await org.done("create oidc --name Shop --redirect-uri http://localhost:3000/callback --quiet");
    await org.done("orgs create other --quiet");
    expect((await org.done("apps list --json")).json()).toEqual([]);
    expect((await org.done("orgs show default --json=counts,admins,current")).json()).toEqual({
      counts: { people: 2, groups: 1, apps: 1 },
      admins: ["admin@example.com"],
      current: false,
    });
    const moved = await org.appint(`serve --port ${org.port}`);
    expect(moved).toMatchObject({ status: 4, stdout: "", stderr: expect.stringContaining("of the org default\n") });

    await org.done("orgs use default --quiet");
    const serving = org.start("serve --org other");
    await serving.shows(/Ctrl-C/);
    const { status, stderr } = await org.appint("orgs delete other --yes --json");
    expect({ status, problem: JSON.parse(stderr) }).toMatchObject({ status: 4, problem: { code: "ORG_IS_SERVED" } });
    expect((await fetch(`${second}/healthz`)).status).toBe(200);
    serving.kill("SIGINT");
    await serving.result;
    await org.done("orgs delete other --yes --quiet");
  });

  it.skipIf(!hasTmux)(
    "are deleted on a terminal by whoever types their name, and by nobody who interrupts",
    async () => {
      await org.done("create oidc --name Shop --redirect-uri http://localhost:3000/callback --quiet");
      const env = { HOME: org.folder, APPINT_DB: org.database, APPINT_ORIGIN: org.origin };
      await using tty = await terminal({ folder: org.folder, env });
      await tty.shows(/\$$/);
      const start = async (words: string) => {
        await tty.type(`clear; "${process.execPath}" "${join(LAUNCHER)}" ${words}; echo "ended with $?"`);
        await tty.press("Enter");
      };

      await start("apps delete shop --force");
      await tty.shows(/Type shop to delete it/);
      await tty.press("C-c");
      await tty.shows(/ended with 130/);
      expect((await org.done("apps list --json=slug,status")).json()).toEqual([{ slug: "shop", status: "ACTIVE" }]);

      await start("apps delete shop --force");
      await tty.shows(/This deletes the app shop with its settings, secrets, keys and assignments for good/);
      await tty.type("shp");
      await tty.press("Enter");
      await tty.shows(/That is not "shop"/);
      await tty.press("C-u");
      await tty.type("shop");
      await tty.press("Enter");
      await tty.shows(/Shop is deleted[\s\S]*ended with 0/);
      expect((await org.done("apps list --json")).json()).toEqual([]);
    },
  );
});
