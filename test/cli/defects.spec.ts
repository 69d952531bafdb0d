/** What the report of a defect says, and what it never does. */
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { keepReport } from "../../src/cli/defects/keep.js";
import { defectReport, messageOf } from "../../src/cli/defects/report.js";
import { maskedCommand } from "../../src/cli/defects/scrub.js";

const about = {
  argv: ["users", "create", "grace@example.com", "--password", "Lovelace-1815", "--org=acme-payroll"],
  command: "users create",
  env: { APPINT_SECRET_KEY: "a passphrase of many words", LOGNAME: "grace-h", CI: "1" },
  cwd: "/srv/work/payroll",
  root: "/opt/appint/",
};
const told = (error: unknown) =>
  defectReport({ error, reference: "1a2b3c4d", version: "1.2.3", now: new Date(0) }, about);

describe("the message of an error", () => {
  it.each<[what: string, message: string, told: string]>([
    ["a value of the command line", "no room for Lovelace-1815", "no room for <value>"],
    ["a value behind an equals sign", "acme-payroll is broken", "<value> is broken"],
    ["a value of the environment", "cannot stretch a passphrase of many words", "cannot stretch <$APPINT_SECRET_KEY>"],
    ["a login", "user ada@example.com is gone", "user <e-mail> is gone"],
    [
      "the text that is no JSON",
      `Unexpected token 'h', "hunter2" is not valid JSON`,
      `Unexpected token 'h', "<text>" is not valid JSON`,
    ],
    ["a token", "bad eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIwMHUifQ", "bad <token>"],
    ["a short secret of a query", "GET /cb?code=abc&state=1", "GET /cb?code=******&state=1"],
    ["the user's folder", `open '${homedir()}/notes'`, "open '~/notes'"],
    ["the project's folder", "open '/srv/work/payroll/sp.xml'", "open '<folder>/sp.xml'"],
    ["a key", "bad -----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----", "bad <key>"],
    ["a key that is cut off", "bad -----BEGIN PRIVATE KEY-----\nMIIE", "bad <key>"],
  ])("does not tell %s", (_, message, shown) => {
    expect(messageOf(new Error(message), about)).toBe(shown);
  });

  it.each(["Cannot read properties of undefined (reading 'origin')", "UNIQUE constraint failed: app.slug"])(
    "is told where it holds nothing of anybody: %s",
    (message) => {
      expect(messageOf(new Error(message), about)).toBe(message);
    },
  );

  it("of what is no error tells its kind alone", () => {
    expect(told({ password: "hunter2" })).toContain("no error, but an object was thrown");
    expect(told({ password: "hunter2" })).not.toContain("hunter2");
  });
});

describe("the report", () => {
  it("names version, Node, platform, command with its flags, and the whole chain of causes", () => {
    const deepest = new RangeError("deepest");
    const error = new Error("top", {
      cause: new AggregateError([new Error("one"), new Error("two", { cause: deepest })]),
    });
    error.stack = `Error: top\n    at run (file:///opt/appint/dist/chunks/show-AbCdEfGh12345678.js:1:2)\n    at /home/x/y.js`;

    const report = told(error);

    expect(report).toContain("reference  1a2b3c4d");
    expect(report).toContain("appint     1.2.3");
    expect(report).toContain(`node       ${process.version}`);
    expect(report).toContain(`platform   ${process.platform}`);
    expect(report).toContain("command    appint users create <value> --password <value> --org=<value>");
    expect(report).toContain("    at run (file://<appint>/dist/chunks/show-AbCdEfGh12345678.js:1:2)");
    for (const message of ["Error: top", "Error: one", "Error: two", "RangeError: deepest"])
      expect(report).toContain(message);
  });

  it("ends where causes go round in a circle", () => {
    const error = new Error("round");
    error.cause = error;

    expect(told(error).match(/Error: round/g)).toHaveLength(8);
  });

  it.each([
    ["a flag with a secret stuck to it", ["apps", "--passwordhunter2"], "appint <value> <flag>"],
    ["a word that is no command", ["hunter2"], "appint <value>"],
    ["an option of one letter", ["-p", "hunter2"], "appint <flag> <value>"],
  ])("masks %s", (_, argv, shown) => {
    expect(maskedCommand({ argv, command: "" })).toBe(shown);
  });
});

describe("the file of a report", () => {
  it("can be read by its owner alone, and twenty are kept", () => {
    const folder = mkdtempSync(join(tmpdir(), "appint-defects-"));
    const mask = process.umask(0);
    try {
      const files = Array.from({ length: 23 }, (_, n) =>
        keepReport(`report ${n}`, `0000000${n % 10}`, { XDG_STATE_HOME: folder }),
      );
      const file = files.at(-1) ?? "";

      expect(file.startsWith(folder)).toBe(true);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
      expect(readdirSync(dirname(file))).toHaveLength(20);
    } finally {
      process.umask(mask);
      rmSync(folder, { recursive: true });
    }
  });

  it("lies in the temporary folder where the user's own cannot be written", () => {
    const file = keepReport("report", "0badf00d", { XDG_STATE_HOME: "/dev/null" }) ?? "";

    expect(file.startsWith(tmpdir())).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    rmSync(file);
  });
});
