/** A defect of our own, made by breaking the language under the built program: status 70, and a report to send. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FreshOrg, freshOrg } from "./built-cli.js";

const broken = (name: string) => ({
  NODE_OPTIONS: `--import ${new URL(`broken/${name}.mjs`, import.meta.url).href}`,
  APPINT_SECRET_KEY: "a passphrase of many words",
});
const LAUNCHER = fileURLToPath(new URL("../../bin/appint.js", import.meta.url));

describe("a defect", () => {
  let org: FreshOrg;
  beforeAll(async () => {
    org = await freshOrg();
    await org.done("users list", { env: { APPINT_SECRET_KEY: "a passphrase of many words" } });
  });
  afterAll(() => org[Symbol.asyncDispose]());
  const reportIn = (text: string) => {
    const file = /send the report (\S+) to/.exec(text)?.[1] ?? "";
    return { file, text: readFileSync(file, "utf8") };
  };
  const secret = /hunter2|ada@example|passphrase|hush/;

  it("of a command ends with 70, names its report on stderr, and leaves stdout empty", async () => {
    const { status, stdout, stderr } = await org.appint("users list --limit 3", { env: broken("trim-end") });

    expect({ status, stdout }).toEqual({ status: 70, stdout: "" });
    expect(stderr).toMatch(
      /^✖ appint failed: broken for "<text>" and <e-mail> in ~\n {4}cause {3}this is a defect of appint itself.*\n {4}fix {5}send the report .*\n$/,
    );
    const report = reportIn(stderr);
    expect(report.file.startsWith(org.folder)).toBe(true);
    expect(statSync(report.file).mode & 0o777).toBe(0o600);
    expect(report.text).toMatch(/command {4}appint users list --limit <value>\n/);
    expect(report.text).toMatch(/caused by\nError: key <\$APPINT_SECRET_KEY>\n {4}at /);
    expect(report.text).toMatch(/at .*file:\/\/<appint>\/dist\//);
    expect(report.text + stderr).not.toMatch(secret);
    expect(report.text).not.toContain(org.folder);
  });

  it("shows with --debug the stack, and no more than the report", async () => {
    const { status, stderr } = await org.appint("users list --debug", { env: broken("trim-end") });

    expect(status).toBe(70);
    expect(stderr).toMatch(/TypeError: broken for "<text>".*\n {4}at String.trimEnd/);
    expect(stderr).not.toMatch(secret);
  });

  it("is one object with --json, whose fix names the report", async () => {
    const { status, stdout, problem } = await org.appint("a --json", { env: broken("locale-compare") });

    expect({ status, stdout }).toEqual({ status: 70, stdout: "" });
    expect(problem()).toEqual({
      code: "DEFECT",
      status: 70,
      what: "appint failed: broken for <e-mail>",
      why: "this is a defect of appint itself, not of your input",
      fix: expect.stringMatching(/^send the report /),
    });
    expect(reportIn(problem().fix).text).toContain("command    appint <value> --json\n");
  });

  it("behind a request shows a reference, is told at once, and the server goes on", async () => {
    const serving = org.start("serve", { env: { ...broken("locale-compare"), CANARY: "hush-hush" } });
    await serving.shows(/Ctrl-C/);

    const page = await fetch(`${org.origin}/login/login.htm?fromURI=/hush`, { headers: { accept: "text/html" } });
    const text = await page.text();
    const json = (await (await fetch(`${org.origin}/login/login.htm`)).json()) as { error_description: string };
    const healthy = await fetch(`${org.origin}/healthz`);

    const reference = /Reference: ([0-9a-f]{8})</.exec(text)?.[1] ?? "none";
    await serving.shows(
      new RegExp(`GET /login/login.htm failed \\(reference ${reference}\\)[^]*send the report \\S*${reference}`),
    );
    expect([page.status, healthy.status]).toEqual([500, 200]);
    expect(text + json.error_description).not.toMatch(/broken|localeCompare|<appint>/);
    expect(json.error_description).toMatch(/Reference: [0-9a-f]{8}$/);
    const report = reportIn(serving.output());
    expect(report.text).toContain(`reference  ${reference}`);
    expect(report.text).toMatch(/request {4}GET \/login\/login\.htm\n/);
    expect(report.text).not.toMatch(secret);

    serving.kill("SIGUSR2");
    const { status, stderr } = await serving.result;
    expect(status, "a rejection that nobody handles ends the server").toBe(70);
    expect(stderr).toMatch(/✖ appint failed: late <\$CANARY>\n/);
    expect(readdirSync(join(org.folder, ".local/state/appint/defects"))).toHaveLength(6);
  });

  it.skipIf(process.platform !== "linux")(
    "is none where the output has no room: status 5, told on stderr",
    async () => {
      const run = (to: string) =>
        spawnSync("sh", ["-c", `"$0" "$1" users list ${to}`, process.execPath, LAUNCHER], {
          encoding: "utf8",
          env: {
            PATH: process.env.PATH,
            HOME: org.folder,
            APPINT_DB: org.database,
            APPINT_SECRET_KEY: "a passphrase of many words",
          },
        });

      const full = run("> /dev/full");

      expect({ status: full.status, stderr: full.stderr.split("\n")[0] }).toEqual({
        status: 5,
        stderr: "✖ The output cannot be written (ENOSPC)",
      });
      expect(run("> /dev/full 2> /dev/full").status, "not even that can be said").toBe(5);
      expect(run("| true")).toMatchObject({ status: 0, stderr: "" });
    },
  );
});
