import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FreshOrg, usedOrg } from "./built-cli.js";

describe("usernames", () => {
  let org: FreshOrg;
  beforeEach(async () => {
    org = await usedOrg();
    await org.done(
      "create saml --name Payroll --acs-url http://localhost:3000/acs --audience urn:p --username-format none --quiet",
    );
  });
  afterEach(() => org[Symbol.asyncDispose]());

  it("are typed, then made by a format when it is applied", async () => {
    const untyped = await org.appint("assign payroll --user ada@example.com --json");
    expect([untyped.status, JSON.parse(untyped.stderr).code]).toEqual([2, "USERNAME_NEEDED"]);
    const forAll = await org.appint("assign payroll --group Everyone");
    expect(forAll.status).toBe(0);
    expect(forAll.stderr).toContain("No username in Payroll, so no sign-in: ada@example.com, admin@example.com.");

    expect((await org.appint("assign payroll --user ada@example.com --username al")).stdout).toContain(
      "✔ ada@example.com is assigned to Payroll as al\n",
    );
    const edited = await org.appint("apps edit payroll --username-format email-prefix");
    expect(edited.stdout).toContain(
      "  - Application username format: none\n  + Application username format: email-prefix\n",
    );
    expect(edited.stderr).toContain("appint apps update-usernames payroll");
    const updated = await org.appint("apps update-usernames payroll");
    expect(updated.stdout).toContain("✔ ada@example.com is ada in Payroll, no longer al\n");
    expect(updated.stdout).toContain("✔ admin@example.com is admin in Payroll\n");
  });

  it("of one person go with one person", async () => {
    const { status, stderr } = await org.appint(
      "assign payroll --user ada@example.com --group Everyone --username al --json",
    );
    expect([status, JSON.parse(stderr).code]).toEqual([2, "USERNAME_OF_ONE"]);
  });
});
