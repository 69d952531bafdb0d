/** What goes to which stream: results to stdout, all else to stderr; and what goes nowhere: secrets. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FreshOrg, freshOrg } from "./built-cli.js";
import { rowsOf } from "./database-rows.js";

describe("streams", () => {
  let org: FreshOrg;
  beforeEach(async () => {
    org = await freshOrg();
  });
  afterEach(() => org[Symbol.asyncDispose]());

  it("shows the passwords of first use once, on stderr", async () => {
    const first = await org.done("apps list");
    const second = await org.done("apps list");

    expect(first.stdout).toBe("");
    expect(first.stderr).toMatch(
      /^First use: made the org "default" in \S+\n( {2}(admin|ada)@example\.com {1,7}password [\w-]{22} {3}\(shown this once\)\n){2}No apps yet\. Make one: appint create\n$/,
    );
    expect(second.stderr).toBe("No apps yet. Make one: appint create\n");
  });

  it("keeps a problem with --json one object, also on first use", async () => {
    const { status, stdout, stderr, problem } = await org.appint("apps show shop --json");

    expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
    expect(stderr.split("\n")).toHaveLength(2);
    expect(problem()).toEqual({
      code: "APP_NOT_FOUND",
      status: 3,
      what: 'There is no app "shop"',
      why: "no app of this org has such an id, slug or name",
      fix: "appint apps list",
      notes: [
        expect.stringContaining("First use"),
        expect.stringMatching(/password/),
        expect.stringMatching(/password/),
      ],
    });
    expect((await org.appint("apps show shop --json")).problem()).not.toHaveProperty("notes");
  });

  it("prints notes behind the JSON of a result", async () => {
    const { stdout, stderr } = await org.done("apps list --json");

    expect(stdout).toBe("[]\n");
    expect(stderr).toContain("First use");
  });

  it("says with --quiet only results and problems", async () => {
    const made = await org.done("create saml --name Payroll --acs-url http://localhost/acs --audience urn:p --quiet");
    const assigned = await org.done("assign payroll --user ada@example.com --quiet");
    const refused = await org.appint("apps activate payroll --quiet");

    expect(made.stderr + assigned.stderr).toBe("");
    expect(made.stdout).not.toContain("Next:");
    expect(assigned.stdout).toBe("✔ ada@example.com is assigned to Payroll as ada@example.com\n");
    expect(refused).toMatchObject({
      status: 4,
      stdout: "",
      stderr: expect.stringMatching(/^✖ Payroll is active already\n/),
    });
  });

  it("shows where a problem comes from with --debug, and nothing of it without", async () => {
    await org.done("apps list");

    expect((await org.appint("apps show shop --debug")).stderr).toMatch(
      /fix {5}appint apps list\nProblem: .*\n {4}at /,
    );
    expect((await org.appint("apps show shop")).stderr).not.toMatch(/\bat \S+:\d+/);
  });

  it("tells a client secret at creation and with --reveal, and nowhere else", async () => {
    const made = await org.done("create oidc --name Shop --redirect-uri http://localhost/cb --debug --json");
    const secret = made.json<{ credentials: { clientSecret: string } }>().credentials.clientSecret;

    const said = [made.stderr];
    for (const words of [
      "apps show shop",
      "apps show shop --json",
      "apps show shop --debug",
      "apps list --json",
      "apps edit shop --name Store",
      "apps edit shop --name Market --json",
      "apps deactivate shop --json --debug",
      "apps show nobody --debug",
      "logs",
      "logs --json --debug",
    ]) {
      const { stdout, stderr } = await org.appint(words);
      said.push(stdout, stderr);
    }

    expect(said.join("\n")).not.toContain(secret);
    expect((await org.done("apps show shop --reveal")).stdout).toContain(secret);
  });

  it("lets no control character of a stored name through", async () => {
    await org.done("create saml --name Payroll --acs-url http://localhost/acs --audience urn:p --quiet");
    const { default: Database } = await import("better-sqlite3");
    const db = new Database(org.database);
    db.prepare("UPDATE app SET label = ?").run("Pay\u001b[31mroll\u009b2J\u202e");
    db.prepare("UPDATE idp_user SET first_name = ?").run("A\u001b]0;x\u0007da");
    db.close();

    for (const words of [
      "apps list",
      "apps list --json",
      "apps show payroll",
      "users list",
      "users show ada@example.com",
    ]) {
      const { stdout, stderr } = await org.done(words);
      expect(stdout + stderr, words).not.toMatch(/(?!\n)[\p{Cc}\u202a-\u202e]/u);
    }
    expect((await org.done("apps list --json=label")).json()).toEqual([{ label: "Pay\u001b[31mroll\u009b2J\u202e" }]);
  });

  it("makes no file where the address of the IdP cannot be one", async () => {
    const { status, stderr } = await org.appint("apps list", { env: { APPINT_ORIGIN: "https://idp.example" } });

    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `✖ "https://idp.example" cannot be the address of the identity provider
    cause   it listens on this machine only: http://127.0.0.1:<port> or http://localhost:<port>
    fix     APPINT_ORIGIN=http://127.0.0.1:7700
`,
    });
    expect(rowsOf(org.database)).toEqual({});
  });

  it("takes the database of the project's configuration, and an empty APPINT_DB for none", async () => {
    await writeFile(join(org.folder, ".appintrc"), '{"db": "project.db"}');

    await org.done("create oidc --name Shop --redirect-uri http://localhost/cb --quiet", { env: { APPINT_DB: "" } });

    expect(rowsOf(join(org.folder, "project.db")).app).toBe(1);
  });

  it.each([
    ["{", /unexpected end|flow mapping|cannot be used/],
    ['{"database": "x"}', /"database" is not a setting \(known: db, org\)/],
    ['{"db": 1}', /"db" must be a text/],
  ])("refuses the configuration %s", async (text, why) => {
    await writeFile(join(org.folder, ".appintrc"), text);

    const { status, stdout, stderr } = await org.appint("apps list", { env: { APPINT_DB: "" } });

    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(why);
  });
});
