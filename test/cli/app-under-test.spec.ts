/** What is said of an app that has ended by itself, told from one that only its wrapper has left. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { underTest } from "../../src/cli/app-under-test.js";
import { freePort } from "../e2e/built-cli.js";

describe("an app under test", () => {
  let folder: string;
  let url: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "under-test-"));
    const port = await freePort();
    url = `http://127.0.0.1:${port}/`;
    await writeFile(
      join(folder, "app.mjs"),
      `import { createServer } from "node:http";
       import { writeFileSync } from "node:fs";
       createServer((_, response) => response.end("up"))
         .listen(${port}, "127.0.0.1", () => writeFileSync("pid", String(process.pid)));`,
    );
    await writeFile(
      join(folder, "outside.mjs"),
      `import { spawn } from "node:child_process";
       spawn(process.execPath, ["app.mjs"], { detached: true, stdio: "ignore" }).unref();`,
    );
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const node = `"${process.execPath}"`;
  /** Ends once the test says so. */
  const whenTold = (status: number) => `while [ ! -e told ]; do sleep 0.05; done; echo bye; exit ${status}`;
  const tell = () => writeFile(join(folder, "told"), "");
  const stopOutside = async () => process.kill(Number(await readFile(join(folder, "pid"), "utf8")));

  const started = async (exec: string) => {
    const context = {
      env: process.env,
      cwd: folder,
      output: { busy: async () => () => {}, style: { green: (text: string) => text } },
      signal: new AbortController().signal,
    } as unknown as Parameters<typeof underTest>[1];
    const app = await underTest({ exec, waitOn: url, startUrl: url, variables: [] }, context, () => {});
    if (!app) throw new Error("nothing was started");
    return app;
  };
  const end = async (app: Awaited<ReturnType<typeof started>>) => {
    for (;;) {
      const finding = await app.ended();
      if (finding) return finding;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  it("has failed where its command ends with an error, although something answers in its place", async () => {
    const app = await started(`${node} outside.mjs; ${whenTold(3)}`);
    expect(await app.ended()).toBeUndefined();
    await tell();
    expect(await end(app)).toMatchObject({
      verdict: "failed",
      rule: "app-ended",
      reason: "the command ended with status 3 during the test",
      seen: expect.stringContaining("bye"),
    });
    await stopOutside();
    await app.stop();
  });

  it("has failed where its command ends well and nobody answers any more", async () => {
    const app = await started(`${node} app.mjs & ${whenTold(0).replace("echo bye", "kill $!; wait")}`);
    expect(await app.ended()).toBeUndefined();
    await tell();
    expect(await end(app)).toMatchObject({ verdict: "failed", rule: "app-ended" });
    await app.stop();
  });

  it("cannot be told where its command ends well and something outside of its process group answers", async () => {
    const app = await started(`${node} outside.mjs; ${whenTold(0)}`);
    await tell();
    expect(await end(app)).toMatchObject({ verdict: "inconclusive", rule: "app-detached" });
    await stopOutside();
    await app.stop();
  });

  it("runs on where a wrapper ends well and leaves it in its process group", async () => {
    const app = await started(`${node} app.mjs > /dev/null 2>&1 &`);
    expect(app.notReady).toBeUndefined();
    expect(await app.ended()).toBeUndefined();
    await app.stop();
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });
});
