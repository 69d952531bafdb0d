import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as lostState from "../../../templates/samples/saml-lost-state/app.js";
import { type FreshOrg, freePort, freshOrg } from "../built-cli.js";
import { type CreatedApp, createApp, oidcSample, samlSample, samplePages } from "./created-app.js";

const XSD = fileURLToPath(new URL("../../smoke/reports/junit.xsd", import.meta.url));
const isValid = (xml: string) =>
  spawnSync("xmllint", ["--noout", "--nonet", "--schema", XSD, "-"], { input: xml, encoding: "utf8" }).stderr.trim();

describe("test-sso --reporter", () => {
  let org: FreshOrg;
  let app: CreatedApp;
  let pages: string[];
  let running: { close(): Promise<void> };
  beforeAll(async () => {
    org = await freshOrg();
    const port = await freePort();
    const url = `http://localhost:${port}`;
    app = await createApp(org, samlSample(url));
    pages = samplePages(url);
    running = await lostState.start({ port, env: app.env });
  });
  afterAll(async () => {
    await running.close();
    await org[Symbol.asyncDispose]();
  });

  const test = (...more: string[]) => org.appint(["test-sso", app.slug, ...pages, ...more]);

  it("junit makes XML of stdout and of nothing else; the exit status stays the truth", async () => {
    const { status, stdout, stderr } = await test("--reporter", "junit");
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    expect([stdout.startsWith("<?xml "), stdout.endsWith("</testsuites>\n")]).toEqual([true, true]);
    expect(isValid(stdout)).toBe("- validates");
    expect(stdout).toContain('<testsuite name="payroll" tests="8" failures="1" errors="0"');
    expect(stdout).toContain('<failure type="state-cookie-lost"');
  });

  it("writes a whole file beside what people read, into a folder that it makes", async () => {
    const { status, stdout, stderr } = await test("--reporter", "junit", "--report", "out/reports/sso.xml");
    const file = join(org.folder, "out/reports/sso.xml");
    expect({ status, stderr }).toEqual({ status: 1, stderr: `Report: ${file}\n` });
    expect(stdout).toMatch(/^8 checks · .* failed$/m);
    expect(isValid(readFileSync(file, "utf8"))).toBe("- validates");
    expect(readdirSync(join(org.folder, "out/reports"))).toEqual(["sso.xml"]);
  });

  it("leaves no report of an earlier run to a run that cannot begin", async () => {
    const { slug } = await createApp(org, oidcSample("http://localhost:9", "Nobody"), { assign: [] });
    writeFileSync(join(org.folder, "old.tap"), "TAP version 14\n1..1\nok 1\n");
    const { status } = await org.appint(["test-sso", slug, "--reporter", "tap", "--report", "old.tap"]);
    expect(status).toBe(4);
    expect(existsSync(join(org.folder, "old.tap"))).toBe(false);
  });

  it("github lets no line of the app be a command, and annotates after that", async () => {
    const { stdout } = await test("--reporter", "github");
    const lines = stdout.trimEnd().split("\n");
    const word = /^::stop-commands::([\w-]{36})$/.exec(lines[0] ?? "")?.[1];
    const resumed = lines.indexOf(`::${word}::`);
    expect(resumed).toBeGreaterThan(8);
    expect(lines.slice(resumed + 1)).toEqual([
      expect.stringMatching(/^::error title=payroll%3A SP-initiated sign-in::/),
    ]);
  });

  it("never tells what an app under test says of its own secret", async () => {
    const { slug, env } = await createApp(org, oidcSample("http://localhost:9", "Chatty"));
    const exec = ["--exec", "env; exit 1", "--wait-on", "http://127.0.0.1:9/", "--reporter", "junit"];
    const { status, stdout } = await org.appint(["test-sso", slug, ...exec]);
    expect(status).toBe(5);
    expect(stdout).toMatch(/(OIDC_CLIENT_SECRET|SESSION_SECRET)=\*{6}/);
    expect(stdout).not.toContain(env.OIDC_CLIENT_SECRET);
    expect(stdout).toContain('errors="1"');
  });

  it.each([
    ["an unknown name", ["--reporter", "junti"], 2, "UNKNOWN_REPORTER", "--reporter junit"],
    ["a file for what people read", ["--report", "x.xml"], 2, "REPORT_WITHOUT_REPORTER", "--reporter junit --report"],
    ["an empty file name", ["--reporter", "tap", "--report="], 2, "REPORT_WITHOUT_REPORTER", "--report <file>"],
    ["two things for stdout", ["--reporter", "junit"], 2, "REPORTER_WITH_JSON", "--report <file>"],
    ["a folder as file", ["--reporter", "junit", "--report", "."], 5, "REPORT_NOT_WRITABLE", "--report <a file"],
    ["a file as folder", ["--reporter", "junit", "--report", "org.db/x"], 5, "REPORT_NOT_WRITABLE", "--report <a file"],
  ])("is refused with %s before anything is tested", async (_, words, status, code, fix) => {
    const result = await test(...words, "--json");
    expect({ status: result.status, stdout: result.stdout, code: result.problem().code }).toEqual({
      status,
      stdout: "",
      code,
    });
    expect(result.problem().fix).toContain(fix);
  });
});
