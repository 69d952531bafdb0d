/** Bookmark, SWA and WS-Federation at the command line: what is kept, what is said, and where secrets are. */
import { readFileSync } from "node:fs";
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
});
