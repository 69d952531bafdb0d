import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commandNames } from "../../src/cli/commands.js";
import { type FreshOrg, freshOrg } from "./built-cli.js";
import { rowsOf } from "./database-rows.js";

describe("help", () => {
  let org: FreshOrg;
  beforeAll(async () => {
    org = await freshOrg();
  });
  afterAll(() => org[Symbol.asyncDispose]());

  const said = async (words: string) => {
    const { status, stdout, stderr } = await org.appint(words);
    return { status, stdout, stderr };
  };

  it("is an overview that names every command", async () => {
    const { stdout, ...rest } = await said("--help");

    expect(rest).toEqual({ status: 0, stderr: "" });
    const commands = [...stdout.matchAll(/^ {2}appint ([a-z -]+?) {2,}\S/gm)].map(([, name]) => name);
    expect(commands).toEqual([
      ...["demo", "create"], // where to begin
      ...commandNames(),
    ]);
    for (const option of ["--org", "--db", "--json", "--no-color", "--quiet", "--debug", "--version"])
      expect(stdout).toContain(`\n  ${option}`);
    for (const words of ["", "help", "-h"]) expect(await said(words)).toEqual({ status: 0, stdout, stderr: "" });
  });

  it("of a noun lists its verbs", async () => {
    const expected = {
      status: 0,
      stdout: `  appint users create           Make a person
  appint users list             List the people of the org
  appint users show             Show a person: profile, status, groups and apps

Help for one: appint users <verb> --help
`,
      stderr: "",
    };
    for (const words of ["users", "users --help", "help users"]) expect(await said(words)).toEqual(expected);
  });

  it("of one command is the same in front and behind", async () => {
    const { stdout } = await said("apps list --help");

    expect(stdout).toContain("Usage: appint apps list [options]\n\nList the apps of the org\n");
    expect((await said("help apps list")).stdout.trimEnd()).toBe(stdout.trimEnd());
  });

  it("of create <kind> shows the flags of that kind alone", async () => {
    const { stdout } = await said("create oidc --help");

    expect(stdout).toContain("--redirect-uri <uri>");
    expect(stdout).not.toContain("--acs-url <url>  ");
  });

  it("says what every exit status means", async () => {
    const { stdout } = await said("help exit-codes");

    const statuses = [...stdout.matchAll(/^ {2}(\d+) +\S/gm)].map(([, status]) => Number(status));
    expect(statuses).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 70, 130]);
  });

  it("says what every variable of the environment does", async () => {
    const { stdout } = await said("help environment");

    for (const name of ["APPINT_DB", "APPINT_ORG", "APPINT_ORIGIN", "APPINT_SECRET_KEY", "NO_COLOR", "CI"])
      expect(stdout).toMatch(new RegExp(`^  ${name} +\\S`, "m"));
  });

  it("is text also with --json, and the version too", async () => {
    const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

    expect((await said("--help --json")).stdout).toContain("Start here:");
    for (const words of ["--version", "-V", "--version --json", "--quiet --version"])
      expect(await said(words)).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("makes no database", async () => {
    await said("create --help");
    expect(rowsOf(org.database)).toEqual({});
  });
});
