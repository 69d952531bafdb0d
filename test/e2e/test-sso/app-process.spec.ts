import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FreshOrg, freePort, freshOrg } from "../built-cli.js";
import { allPassed, type CreatedApp, createApp, oidcSample, reported, samplePages } from "./created-app.js";

const SAMPLE = fileURLToPath(new URL("../../../templates/samples/oidc/server.js", import.meta.url));

describe("test-sso --exec", () => {
  let org: FreshOrg;
  let port: number;
  let url: string;
  let app: CreatedApp;

  beforeAll(async () => {
    org = await freshOrg();
    port = await freePort();
    url = `http://localhost:${port}`;
    app = await createApp(org, oidcSample(url));
  });
  afterAll(() => org[Symbol.asyncDispose]());

  /** A file that the app under test writes to. */
  const note = (name: string) => join(org.folder, name);
  const start = (command: string, more: readonly string[] = []) => [
    ...["test-sso", app.slug, ...samplePages(url), "--exec", command, "--wait-on", `${url}/health`, ...more, "--json"],
  ];
  const sample = () => `PORT=${port} ${process.execPath} ${SAMPLE}`;
  const isUp = () =>
    fetch(url).then(
      () => true,
      () => false,
    );
  const pidIn = async (name: string) => Number(await readFile(note(name), "utf8"));

  it("starts the app with the integration's values, tests it, and stops it", async () => {
    const result = await org.appint(start(`env > ${note("env")}; exec env ${sample()}`));
    expect(reported(result)).toMatchObject({ status: 0, verdicts: allPassed() });
    const handed = await readFile(note("env"), "utf8");
    for (const [name, value] of Object.entries(app.env)) expect(handed).toContain(`${name}=${value}\n`);
    expect(handed).toContain(`OIDC_REDIRECT_URI=${url}/callback\n`);
    expect(await isUp()).toBe(false);
  });

  it("stops what the command has started in the background, too", async () => {
    const background = `sh -c 'echo $$ > ${note("grandchild")}; while :; do sleep 1; done' &`;
    const result = await org.appint(start(`${background} ${sample()}; true`));
    expect(result.status).toBe(0);
    await ended(await pidIn("grandchild"));
    expect(await isUp()).toBe(false);
  });

  it("stops a child that ignores the polite request", async () => {
    const stubborn = `sh -c 'trap "" TERM; echo $$ > ${note("stubborn")}; while :; do sleep 1; done' &`;
    const result = await org.appint(start(`${stubborn} ${sample()}; true`));
    expect(result.status).toBe(0);
    await ended(await pidIn("stubborn"));
  });

  it("stops the app when the test fails", async () => {
    const result = await org.appint(start(`echo $$ > ${note("failing")}; OIDC_CLIENT_SECRET=wrong ${sample()}; true`));
    expect(reported(result)).toMatchObject({ status: 1, report: { verdict: "failed" } });
    await ended(await pidIn("failing"));
    expect(await isUp()).toBe(false);
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "stops the app and ends with 130 on %s while it waits for it",
    async (signal) => {
      const file = note(`waiting-${signal}`);
      const running = org.start(start(`echo $$ > ${file}; sh -c 'echo $$ > ${file}-child; sleep 60'; true`));
      await written(`${file}-child`);
      running.kill(signal);
      const { status, stdout } = await running.result;
      expect({ status, stdout }).toEqual({ status: 130, stdout: "" });
      for (const name of [file, `${file}-child`]) await ended(Number(await readFile(name, "utf8")));
    },
  );

  it("stops the app and ends with 130 on SIGINT in the middle of a sign-in", async () => {
    // An app that never answers, so that the run is caught there for certain.
    const file = note("hanging.mjs");
    await writeFile(
      file,
      `import { createServer } from "node:http";
       import { writeFileSync } from "node:fs";
       createServer((request, response) => {
         if (request.url === "/health" || request.url === "/") return response.end("up");
         writeFileSync(${JSON.stringify(note("hanging"))}, String(process.pid));
       }).listen(${port}, "localhost");`,
    );
    const running = org.start(start(`${process.execPath} ${file}`, ["--timeout", "40"]));
    await written(note("hanging"));
    running.kill("SIGINT");
    const { status, stdout } = await running.result;
    expect({ status, stdout }).toEqual({ status: 130, stdout: "" });
    await ended(await pidIn("hanging"));
  });

  it("ends with 5, an inconclusive report and the last words of an app that never becomes ready", async () => {
    const result = await org.appint(start("echo database is missing >&2; sleep 60", ["--wait-timeout", "1"]));
    const { status, report, check } = reported(result);
    expect({ status, verdict: report.verdict }).toEqual({ status: 5, verdict: "inconclusive" });
    expect(check("app-reachable")).toMatchObject({
      verdict: "inconclusive",
      rule: "app-not-ready",
      reason: expect.stringContaining("did not answer within 1 s"),
      seen: expect.stringContaining("database is missing"),
      fix: expect.any(String),
    });
    expect(report.checks.filter(({ verdict }) => verdict === "skipped").length).toBeGreaterThan(4);
  });

  it("ends with 5 at once when the command ends before it is ready", async () => {
    const result = await org.appint(start("echo no such module; exit 3"));
    const { status, check } = reported(result);
    expect(status).toBe(5);
    expect(check("app-reachable").reason).toContain("ended with status 3");
    expect(check("app-reachable").seen).toContain("no such module");
  });

  it("ends with 5 for a command that does not exist", async () => {
    const { status, check } = reported(await org.appint(start("no-such-command-anywhere")));
    expect(status).toBe(5);
    expect(check("app-reachable").seen).toContain("not found");
  });

  it("ends with 5 and starts nothing where an older copy of the app answers", async () => {
    const older = createServer((_, response) => response.end("up"));
    await new Promise<void>((resolve) => older.listen(port, "localhost", resolve));
    try {
      for (const waiting of [true, false]) {
        const words = start(`touch ${note("started")}; echo broken; exit 1`);
        if (!waiting) words.splice(words.indexOf("--wait-on"), 2);
        const { status, stdout, problem } = await org.appint(words);
        expect({ status, stdout, code: problem().code }).toEqual({ status: 5, stdout: "", code: "APP_RUNS_ALREADY" });
        expect(problem().what).toContain(url);
      }
      await expect(readFile(note("started"))).rejects.toThrow("ENOENT");
    } finally {
      older.closeAllConnections();
      await new Promise((resolve) => older.close(resolve));
    }
  });

  it("takes what the command leaves in its process group for the app, and stops it", async () => {
    const result = await org.appint(start(`env ${sample()} > /dev/null 2>&1 & echo $! > ${note("left")}`));
    expect(reported(result)).toMatchObject({ status: 0, verdicts: allPassed() });
    await ended(await pidIn("left"));
    expect(await isUp()).toBe(false);
  });

  it("fails with 1 when the app dies during the run", async () => {
    const file = note("dying.mjs");
    await writeFile(
      file,
      `import { createServer } from "node:http";
       createServer((request, response) => {
         if (request.url === "/health" || request.url === "/") return response.end("up");
         console.error("out of memory");
         process.exit(9);
       }).listen(${port}, "localhost");`,
    );
    const { status, report, check } = reported(await org.appint(start(`${process.execPath} ${file}`)));
    expect({ status, verdict: report.verdict }).toEqual({ status: 1, verdict: "failed" });
    expect(check("app-running")).toMatchObject({
      reason: "the command ended with status 9 during the test",
      seen: expect.stringContaining("out of memory"),
    });
  });
});

/** Until the file is there and not empty. */
async function written(file: string): Promise<void> {
  while ((await readFile(file, "utf8").catch(() => "")) === "") await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Until the process is gone, or dead and only not yet buried by its parent. @throws Error when it lives on */
async function ended(pid: number): Promise<void> {
  expect(pid).toBeGreaterThan(1);
  for (let tries = 0; tries < 40; tries++) {
    const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
    if (stdout.trim() === "" || stdout.startsWith("Z")) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`process ${pid} lives on`);
}
