import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type FreshOrg, freshOrg, normalized } from "./built-cli.js";

describe("groups", () => {
  let org: FreshOrg;
  beforeEach(async () => {
    org = await freshOrg();
    await org.done("create saml --name Payroll --acs-url http://localhost:3000/acs --audience urn:payroll --json");
  });
  afterEach(() => org[Symbol.asyncDispose]());

  /** What was written on both streams, ids named, with the status. */
  const said = async (words: string | string[]) => {
    const { status, stdout, stderr } = await org.appint(words);
    return `${normalized(stdout + stderr)}${status}`;
  };

  it("are made, filled, assigned, shown and deleted, and every step says what became of it", async () => {
    expect(await said(["groups", "create", "Engineering", "--description", "They build it"])).toBe(
      `✔ Group "Engineering" created (<00g id>)
  Next:  appint groups add-member Engineering --user <login>
         appint assign <app> --group Engineering
0`,
    );
    expect(await said("groups add-member Engineering --user ada@example.com")).toBe(
      '✔ ada@example.com is a member of "Engineering"\n0',
    );
    expect(await said("groups add-member Engineering --user ada@example.com --user ADA@example.com")).toBe(
      '✔ ada@example.com was already a member of "Engineering"\n0',
    );
    expect(await said("assign payroll --user admin@example.com --group Engineering")).toBe(
      `✔ admin@example.com is assigned to Payroll as admin@example.com
✔ The group "Engineering" is assigned to Payroll; members who got the app by it: 1
  Next:  appint test-sso payroll
0`,
    );
    expect(await said("groups list")).toBe(
      `GROUP        DESCRIPTION             TYPE        ID
Engineering  They build it           OKTA_GROUP  <00g id>
Everyone     All people of this org  BUILT_IN    <00g id>
0`,
    );
    expect(await said("groups show Engineering")).toBe(
      `Engineering (<00g id>)   OKTA_GROUP
  They build it

  Apps     payroll
  Members  ada@example.com
0`,
    );
    expect(await said("apps show payroll")).toContain('\n  Assigned to admin@example.com, the group "Engineering"\n');
    expect(await said("users show ada@example.com")).toContain(`
  Groups  Engineering, Everyone
  Apps    payroll (through Engineering)
`);
    expect(await said("groups delete Engineering --yes")).toBe(
      '✔ Group "Engineering" deleted; members who lost an app by it: payroll (1)\n0',
    );
    expect(await said("users show ada@example.com")).toContain("  Groups  Everyone\n  Apps    none\n");
  });

  it("print with --json what the other commands take", async () => {
    const group = (await org.done("groups create Sales --json")).json();
    expect(group).toEqual({
      id: expect.stringMatching(/^00g[A-Za-z0-9]{17}$/),
      name: "Sales",
      type: "OKTA_GROUP",
      created: expect.stringMatching(/Z$/),
      profile: { name: "Sales", description: "" },
    });
    const grace = (await org.done(`users create grace@example.com --group ${group.id} --json`)).json();

    expect((await org.done("assign payroll --user ada@example.com --group Sales --json")).json()).toEqual([
      {
        app: "payroll",
        scope: "USER",
        user: expect.stringMatching(/^00u/),
        login: "ada@example.com",
        username: "ada@example.com",
        created: expect.stringMatching(/Z$/),
      },
      { app: "payroll", scope: "GROUP", group: "Sales", members: 1, created: expect.stringMatching(/Z$/) },
    ]);
    const shown = (await org.done("groups show Sales --json")).json();
    expect(shown.members).toEqual([{ id: grace.id, login: "grace@example.com", status: "ACTIVE" }]);
    expect(shown.apps).toEqual([{ id: expect.stringMatching(/^0oa/), slug: "payroll", status: "ACTIVE" }]);
    expect((await org.done("users show grace@example.com --json=groups,apps")).json()).toEqual({
      groups: ["Everyone", "Sales"],
      apps: [{ app: "payroll", scope: "GROUP", username: "grace@example.com", through: ["Sales"] }],
    });
    await org.done("groups add-member Sales --user ada@example.com");
    expect((await org.done("unassign payroll --user ada@example.com --json")).json()).toEqual([
      { app: "payroll", user: expect.stringMatching(/^00u/), login: "ada@example.com", through: ["Sales"] },
    ]);
    expect((await org.done("groups delete Sales --yes --json")).json().apps).toEqual([
      { app: expect.stringMatching(/^0oa/), slug: "payroll", members: 2 },
    ]);
    expect((await org.done("groups list --json=name")).json()).toEqual([{ name: "Everyone" }]);
  });
});

interface Settings {
  settings: { signOn: { attributeStatements: object[] } };
}

describe("what an app is told about groups", () => {
  let org: FreshOrg;
  beforeAll(async () => {
    org = await freshOrg();
  });
  afterAll(() => org[Symbol.asyncDispose]());

  it("are attribute statements of type GROUP beside those of people, and can be taken away", async () => {
    const create = "create saml --name Wiki --acs-url http://localhost:3000/acs --audience urn:wiki --json=settings";
    const flags = "--attribute email=user.email --group-attribute groups=Eng.* --group-attribute team==Sales";
    const { settings } = (await org.done(`${create} ${flags}`)).json<Settings>();
    const namespace = "urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified";
    expect(settings.signOn.attributeStatements).toEqual([
      { type: "EXPRESSION", name: "email", namespace, values: ["user.email"] },
      { type: "GROUP", name: "groups", namespace, filterType: "REGEX", filterValue: "Eng.*" },
      { type: "GROUP", name: "team", namespace, filterType: "EQUALS", filterValue: "Sales" },
    ]);
    expect((await org.done("apps show wiki")).stdout).toMatch(
      /Group attribute statements +groups=Eng\.\*, team==Sales$/m,
    );

    expect((await org.done("apps edit wiki --unset group-attribute")).stdout).toContain(
      "  - Group attribute statements: groups=Eng.*, team==Sales\n",
    );
    const after = (await org.done("apps show wiki --json=settings")).json<Settings>();
    expect(after.settings.signOn.attributeStatements).toHaveLength(1);
  });

  it("are the claim of an OIDC app", async () => {
    const create = "create oidc --name Shop --redirect-uri http://localhost:3000/callback --json=settings";
    const made = await org.done(`${create} --groups-claim teams*=Eng --thin-id-token`);
    expect(made.json<{ settings: { oauthClient: object } }>().settings.oauthClient).toMatchObject({
      groups_claim: { type: "FILTER", name: "teams", filter_type: "CONTAINS", value: "Eng" },
      thin_id_token: true,
    });
    expect((await org.done("apps show shop")).stdout).toMatch(/Groups claim filter +teams\*=Eng$/m);

    const taken = await org.appint("apps edit shop --groups-claim email=.*");
    expect(taken).toMatchObject({ status: 2, stdout: "" });
    expect(taken.stderr).toContain('the claim "email" says something else already; groups is the usual name');
  });

  const refused = (flags: string) =>
    org.appint(`create saml --name X --acs-url http://localhost:3000/acs --audience urn:x ${flags}`);

  it("cannot be a regular expression that is none, or that takes for ever", async () => {
    const broken = await refused("--group-attribute groups=(a");
    expect(broken).toMatchObject({ status: 2, stdout: "" });
    expect(broken.stderr).toContain('the regular expression cannot be used: it has a "(" that nothing closes');

    expect((await refused("--group-attribute groups=(a)\\1")).stderr).toContain("cannot be matched in linear time");
  });

  it("cannot have the name of another attribute", async () => {
    const twice = await refused("--attribute team=user.email --group-attribute team=.*");
    expect(twice).toMatchObject({ status: 2, stdout: "" });
    expect(twice.stderr).toContain('✖ The attribute "team" is there twice\n');
  });
});

describe("groups refuse", () => {
  let org: FreshOrg;
  beforeAll(async () => {
    org = await freshOrg();
    await org.done("create saml --name Payroll --acs-url http://localhost:3000/acs --audience urn:payroll --json");
    await org.done("groups create Sales --json");
  });
  afterAll(() => org[Symbol.asyncDispose]());

  it.each([
    ["groups show Nobody", 3, 'There is no group "Nobody"'],
    ["groups create", 2, "Missing: <name>"],
    ["groups create Everyone", 4, "There is a group Everyone already"],
    ["groups delete Everyone", 4, 'The group "Everyone" cannot be deleted'],
    [
      "groups delete Sales",
      2,
      'Nothing was deleted: the group "Sales" with its memberships and its assignments would be gone for good',
    ],
    ["groups add-member Everyone --user ada@example.com", 4, 'The group "Everyone" cannot be given members by hand'],
    ["groups remove-member Everyone --user ada@example.com", 4, 'The group "Everyone" cannot be left'],
    ["groups add-member Everyone", 2, "Missing: the person"],
    ["groups remove-member Everyone", 2, "Missing: the person"],
    ["unassign payroll --group Everyone", 4, 'The group "Everyone" is not assigned to Payroll'],
    ["assign payroll --user ada@example.com --group Nobody", 3, 'There is no group "Nobody"'],
  ])("%s", async (words, status, what) => {
    const result = await org.appint(words);
    expect(result).toMatchObject({ status, stdout: "" });
    expect(result.stderr).toContain(`✖ ${what}\n`);
    expect(result.stderr).toMatch(/\n {4}cause {3}.+\n {4}fix {5}.+/);
  });
});
