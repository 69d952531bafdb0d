/** SCIM provisioning from the command line: where it is refused, how it is kept, and what the test of its connection says. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { scimService } from "../provisioning/scim-service.js";
import { type FreshOrg, freePort, freshOrg } from "./built-cli.js";

describe("provisioning", () => {
  let org: FreshOrg;
  beforeEach(async () => {
    org = await freshOrg();
    await org.done("users list --quiet");
  });
  afterEach(() => org[Symbol.asyncDispose]());

  const saml = "--name Payroll --acs-url http://localhost/acs --audience urn:payroll";

  it("is made with the app, tested against the service, and the token is kept sealed", async () => {
    await using service = await scimService("Bearer s3cr3t-token");
    const flags = `--scim-base-url ${service.baseUrl} --scim-auth header --scim-token s3cr3t-token --scim-action push-users`;
    const created = await org.done(`create scim ${saml} ${flags} --scim-create-users --json`);
    expect(created.stdout).not.toContain("s3cr3t-token");
    expect(created.json()).toMatchObject({
      signOnMode: "SAML_2_0",
      features: ["PUSH_NEW_USERS"],
      settings: { provisioning: { mode: "scim", scim: { baseUrl: service.baseUrl, actions: ["push-users"] } } },
    });
    expect((await org.done("apps show payroll")).stdout).toMatch(/Create Users +it is kept, and nothing is pushed yet/);

    const tested = await org.done("provision test payroll");
    expect(tested.stdout).toMatch(/✔ GET \/Users\?startIndex=1&count=2 {3}200: a list of 2 users/);
    expect(tested.stdout).toMatch(/✔ Push New Users\n {2}– Push Profile Updates {3}not selected/);

    await org.done("apps edit payroll --scim-token another --quiet");
    const refused = await org.appint("provision test payroll --json");
    expect(refused.status).toBe(1);
    expect(refused.json()).toMatchObject({
      app: "payroll",
      verdict: "failed",
      requests: [{ id: "users", verdict: "failed" }],
    });

    await org.done(`apps edit payroll --scim-base-url http://127.0.0.1:${await freePort()}/scim/v2 --quiet`);
    const absent = await org.appint("provision test payroll");
    expect(absent.status).toBe(5);
    expect(absent.stdout).toMatch(/cause {3}nothing listens there\n {4}fix/);
  });

  it.each<[string, string, number, RegExp]>([
    [
      "on an OIDC app",
      "create oidc --name S --redirect-uri http://localhost/cb --provisioning scim",
      2,
      /SAML and SWA apps alone/,
    ],
    [
      "on a bookmark",
      "create bookmark --name S --url http://localhost/ --scim-base-url http://localhost/v2",
      2,
      /SAML and SWA apps alone/,
    ],
    ["without the app that carries it", "create scim --name S", 2, /appint create saml --provisioning scim/],
    [
      "with a resource in the base URL",
      `create saml ${saml} --scim-base-url https://x.example/scim/Users`,
      2,
      /ends with \/Users/,
    ],
    ["without TLS elsewhere", `create saml ${saml} --scim-base-url http://x.example/scim`, 2, /not https/],
    ["without its base URL", `create saml ${saml} --provisioning scim`, 2, /--scim-base-url <url>/],
    [
      "with credentials of another mode",
      `create saml ${saml} --scim-base-url https://x.example/s --scim-auth header --scim-token x --scim-username y`,
      2,
      /it goes with --provisioning scim --scim-auth basic/,
    ],
    [
      "with a push that the service cannot do",
      `create saml ${saml} --scim-base-url https://x.example/s --scim-auth header --scim-token x --scim-create-users`,
      2,
      /it goes with --scim-action push-users/,
    ],
    ["without SCIM", `create saml ${saml} --scim-create-users`, 2, /it goes with --scim-action push-users/],
  ])("%s is refused with the reason", async (_, line, status, words) => {
    const refused = await org.appint(line);
    expect(refused.status).toBe(status);
    expect(refused.stderr).toMatch(words);
  });

  it("is not tested where there is none: with the command that makes it", async () => {
    await org.done(`create saml ${saml} --quiet`);
    await org.done("create oidc --name Shop --redirect-uri http://localhost/cb --quiet");
    const none = await org.appint("provision test payroll");
    expect([none.status, none.stderr]).toEqual([4, expect.stringContaining("apps edit payroll --provisioning scim")]);
    const never = await org.appint("provision test shop");
    expect([never.status, never.stderr]).toEqual([4, expect.stringContaining("SAML and SWA apps alone")]);
  });
});
