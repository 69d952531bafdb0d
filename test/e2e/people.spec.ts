import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FreshOrg, normalized, usedOrg } from "./built-cli.js";

describe("people and their apps", () => {
  let org: FreshOrg;
  beforeEach(async () => {
    org = await usedOrg();
    await org.done("create saml --name Payroll --acs-url http://localhost:3000/acs --audience urn:payroll --json");
  });
  afterEach(() => org[Symbol.asyncDispose]());

  const written = async (words: string | string[]) => {
    const { status, stdout, stderr } = await org.appint(words);
    return { status, stdout: normalized(stdout), stderr };
  };

  it("users create makes names of the login and says what comes next", async () => {
    expect(await written("users create grace.hopper@example.com")).toEqual({
      status: 0,
      stdout: `✔ Grace Hopper created (grace.hopper@example.com)
  Next:  appint assign <app> --user grace.hopper@example.com
`,
      stderr: "",
    });
  });

  it("users create prints the platform's object with --json, without a password", async () => {
    const result = await org.done(
      "users create alan@example.com --email turing@example.com --first-name Alan --last-name Turing --password Bombe-1939 --group Everyone --json",
    );

    const user = result.json();
    expect(user).toEqual({
      id: expect.stringMatching(/^00u[A-Za-z0-9]{17}$/),
      login: "alan@example.com",
      status: "ACTIVE",
      created: expect.stringMatching(/Z$/),
      lastUpdated: user.created,
      profile: { login: "alan@example.com", email: "turing@example.com", firstName: "Alan", lastName: "Turing" },
    });
    expect(result.stdout + result.stderr + (await org.done("logs --json")).stdout).not.toContain("Bombe-1939");
  });

  it.each(["", "--quiet", "--json"])("users create shows the password that it was asked to make: %s", async (flag) => {
    const { stdout, stderr } = await org.done(`users create grace@example.com --generate-password ${flag}`);

    expect(stderr).toMatch(/^ {2}grace@example\.com password [\w-]{22} {3}\(shown this once\)\n$/);
    expect(stdout).not.toContain("password");
  });

  it("users list and show tell who is there and what they have", async () => {
    await org.done("assign payroll --user ada@example.com --json");

    expect(await written("users list")).toEqual({
      status: 0,
      stdout: `LOGIN              NAME          STATUS  ID
ada@example.com    Ada Lovelace  ACTIVE  <00u id>
admin@example.com  Org Admin     ACTIVE  <00u id>
`,
      stderr: "",
    });
    expect((await org.done("users list --limit 1 --json=login")).stdout).toBe('[{"login":"ada@example.com"}]\n');
    expect(await written("users show ADA@example.com")).toEqual({
      status: 0,
      stdout: `Ada Lovelace (ada@example.com, <00u id>)   ACTIVE

  Profile
    email   ada@example.com

  Groups  Everyone
  Apps    payroll
`,
      stderr: "",
    });
    expect(Object.keys((await org.done("users show ada@example.com --json")).json())).toEqual([
      ...["id", "login", "status", "created", "lastUpdated", "profile", "groups", "apps"],
    ]);
  });

  it("assign says under which name the app knows the person", async () => {
    expect(await written("assign payroll --user ada@example.com")).toEqual({
      status: 0,
      stdout: "✔ ada@example.com is assigned to Payroll as ada@example.com\n  Next:  appint test-sso payroll\n",
      stderr: "",
    });
    expect((await org.done("assign payroll --user admin@example.com --json")).json()).toEqual([
      {
        app: "payroll",
        user: expect.stringMatching(/^00u/),
        login: "admin@example.com",
        username: "admin@example.com",
        scope: "USER",
        created: expect.stringMatching(/Z$/),
      },
    ]);
  });

  it("assign of who has the app already is no failure and no event", async () => {
    await org.done("assign payroll --user ada@example.com");
    const before = (await org.done("logs --json=uuid")).json<object[]>();

    const again = await written("assign payroll --user ada@example.com");
    const oneMore = await written(
      "assign payroll --user ada@example.com --user admin@example.com --user ada@example.com",
    );

    expect(again).toMatchObject({ status: 0, stderr: "" });
    expect(again.stdout).toContain("ada@example.com was already assigned to Payroll");
    expect(oneMore.stdout).toContain("admin@example.com is assigned to Payroll");
    expect((await org.done("logs --json=uuid")).json<object[]>()).toHaveLength(before.length + 1);
  });

  it("unassign takes the app away from all that are named, or from none", async () => {
    await org.done("assign payroll --user ada@example.com");

    expect((await written("unassign payroll --user ada@example.com --user admin@example.com")).status).toBe(4);
    expect((await org.done("users show ada@example.com")).stdout).toContain("Apps    payroll\n");

    expect(await written("unassign payroll --user ada@example.com")).toEqual({
      status: 0,
      stdout: "✔ ada@example.com can no longer sign in to Payroll\n",
      stderr: "",
    });
    expect((await org.done("users show ada@example.com")).stdout).toContain("Apps    none\n");
  });
});
