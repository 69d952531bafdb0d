/** Bookmark, SWA and WS-Federation at the command line: what is kept, what is said, and where secrets are. */
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FreshOrg, usedOrg } from "./built-cli.js";

describe("apps that no message signs people in to", () => {
  let org: FreshOrg;
  beforeAll(async () => {
    org = await usedOrg();
  });
  afterAll(() => org[Symbol.asyncDispose]());

  it.each([
    ["bookmark", "--url http://localhost:3000/wiki", "a bookmark opens a page", "appint serve"],
    [
      "ws-fed",
      "--site-url http://localhost/ --reply-url http://localhost/r --audience urn:x",
      "does not answer",
      "appint create saml",
    ],
    ["swa", "--login-url http://127.0.0.1:1/login", "by a form", "appint serve"],
  ])("%s: is created, and has nothing for test-sso, which says what fits", async (kind, flags, why, fix) => {
    const created = JSON.parse((await org.done(`create ${kind} --name ${kind} ${flags} --json`)).stdout);
    expect(created).toMatchObject({
      label: kind,
      status: "ACTIVE",
      signOn: { embedUrl: expect.stringMatching(/^http/) },
    });

    const tested = await org.appint(`test-sso ${kind} --json`);
    expect(tested).toMatchObject({ status: 4, stdout: "" });
    const problem = JSON.parse(tested.stderr);
    expect(problem).toMatchObject({
      code: "NO_SSO",
      why: expect.stringContaining(why),
      fix: expect.stringContaining(fix),
    });
  });

  it("keeps a shared password sealed, from standard input, until the scheme has none", async () => {
    const flags = ["--credentials", "shared-username-and-password", "--shared-username", "team"];
    const login = ["--login-url", "http://127.0.0.1:1/login"];
    const missing = await org.appint(["create", "swa", "--name", "Shared", ...login, ...flags]);
    expect(missing).toMatchObject({ status: 2, stderr: expect.stringContaining("--shared-password") });

    const typed = ["create", "swa", "--name", "Shared", ...login, ...flags, "--shared-password", "-"];
    const made = await org.appint(typed, { input: "CANARY-pw with blanks \r\nmore" });
    expect(made.status, made.stderr).toBe(0);
    const shown = await org.done("apps show shared --json");
    expect(made.stdout + made.stderr + shown.stdout).not.toContain("CANARY");
    expect(readFileSync(org.database).includes("CANARY")).toBe(false);

    await org.done("apps edit shared --credentials ADMIN_SETS_CREDENTIALS");
    const again = await org.appint(
      "apps edit shared --credentials SHARED_USERNAME_AND_PASSWORD --shared-username team",
    );
    expect(again).toMatchObject({ status: 2, stderr: expect.stringContaining("Missing: Shared password") });
  });

  it("finds the login form of an app that runs, says what it saw, and looks again when the page is another one", async () => {
    const pages: Record<string, string> = {
      "/login":
        '<form method="post" action="/in"><input name="u"><input name="p" type="password"><input type="hidden" name="csrf_token" value="1"></form>',
      "/other": '<form method="post"><input name="email"><input name="p2" type="password"></form>',
    };
    const server = createServer((req, res) => {
      res.writeHead(200, { "content-type": "text/html" }).end(pages[req.url ?? ""] ?? "");
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const created = await org.appint(`create swa --name Sheet --login-url ${url}/login --json`);
      expect(created.stderr).toContain(`saw   Form URL = ${url}/in`);
      expect(created.stderr).toContain("csrf_token is new on every visit");
      const form = { url: `${url}/in`, usernameField: "u", passwordField: "p", optionalField1: "csrf_token" };
      expect(created.json()).toMatchObject({ settings: { app: { ...form, optionalField1Value: "" } } });
      expect((await org.done("apps show sheet")).stdout).toMatch(/Optional fields\s+csrf_token is new on every visit/);

      const edited = (await org.done(`apps edit sheet --login-url ${url}/other --json`)).json();
      const other = { url: `${url}/other`, usernameField: "email", passwordField: "p2", optionalField1: null };
      expect(edited).toMatchObject({ settings: { app: other } });
    } finally {
      server.close();
    }
  });

  it("takes the password of one person, only where the scheme has a place for it", async () => {
    await org.done(
      "create swa --name Admin --login-url http://127.0.0.1:1/login --credentials admin-sets-username-and-password",
    );
    const set = await org.appint("assign admin --user ada@example.com --app-password -", { input: "CANARY-app" });
    expect(set).toMatchObject({ status: 0 });
    expect(readFileSync(org.database).includes("CANARY")).toBe(false);

    const refused = async (line: string) => (await org.appint(`${line} --json`)).problem().code;
    expect(await refused("assign admin --group Everyone --app-password x")).toBe("PASSWORD_OF_ONE");
    expect(await refused("assign bookmark --user ada@example.com --app-password x")).toBe("APP_PASSWORD_MEANINGLESS");
    await org.done("apps edit admin --credentials EXTERNAL_PASSWORD_SYNC");
    expect(await refused("assign admin --user ada@example.com --app-password x")).toBe("APP_PASSWORD_FORBIDDEN");
  });
});
