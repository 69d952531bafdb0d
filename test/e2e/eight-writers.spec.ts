/** Eight processes that write at once, some of them killed, and a server that answers all the while. */
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { breachesOf } from "../../src/doctor/invariant.js";
import { inspect } from "../../src/store/inspect.js";
import { orgs } from "../../src/store/orgs.js";
import { everyRow } from "../../src/store/page.js";
import { usersOfOrg } from "../../src/store/users.js";
import { startStoreChild } from "../conformance/child-process.js";
import { type FreshOrg, usedOrg } from "./built-cli.js";

/** Waiting for a lock inside the engine would stop a server for as long as the lock is held: 5 s and more. */
const LONGEST_GAP_MS = 2500;
const WRITERS = 8;

let org: FreshOrg;
beforeEach(async () => {
  org = await usedOrg();
});
afterEach(() => org[Symbol.asyncDispose]());

/** Asks again and again until it is stopped. @returns ends it, and tells the longest time between two answers */
function watching(url: string): () => Promise<{ answers: number; longestMs: number }> {
  let stopped = false;
  let answers = 0;
  let longestMs = 0;
  const asking = (async () => {
    for (let last = performance.now(); !stopped; ) {
      const answer = await fetch(url);
      await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
      const now = performance.now();
      longestMs = Math.max(longestMs, now - last);
      last = now;
      answers++;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  return async () => {
    stopped = true;
    await asking;
    return { answers, longestMs };
  };
}

/** Everything there is, and that it is sound. */
async function content(): Promise<{ ids: string[]; logins: string[] }> {
  const inspection = await inspect(org.database);
  try {
    const all = [...(await orgs(inspection.read))];
    const people = [];
    for (const { id } of all)
      for await (const user of everyRow((page) => usersOfOrg(inspection.read, id, page))) people.push(user);
    const breaches = await breachesOf({ ...inspection, unseal: await inspection.unsealer() });
    // The children of this test insert people without putting them into a group.
    expect(breaches.filter(({ invariant }) => invariant !== "everyone-has-everybody")).toEqual([]);
    expect(inspection.integrity()).toEqual([]);
    return { ids: people.map(({ id }) => id), logins: people.map(({ login }) => login) };
  } finally {
    inspection.close();
  }
}

describe("eight processes that write at once", () => {
  it("lose nothing that was acknowledged, double nothing, and do not stop a server", async () => {
    const serving = org.start("serve");
    await serving.shows(/Ctrl-C/);
    const db = new Database(org.database, { readonly: true });
    const id = db.prepare("SELECT id FROM org").pluck().get() as string;
    db.close();
    const children = await Promise.all(Array.from({ length: WRITERS }, () => startStoreChild(4)));
    await Promise.all(children.map((child) => child.write(org.database, id)));

    const watched = [watching(`${org.origin}/healthz`), watching(`${org.origin}/oauth2/v1/keys`)];
    await Promise.all(children.map((child) => child.until(40)));
    const gaps = await Promise.all(watched.map((end) => end()));
    // Half of them go as a power cut would take them, some while they wait for the lock.
    await Promise.all(children.map((child, index) => (index % 2 === 0 ? child.kill() : child.stop())));
    const acknowledged = children.flatMap((child) => child.acknowledged);
    await Promise.all(children.map((child, index) => (index % 2 === 0 ? undefined : child.kill())));

    for (const { answers, longestMs } of gaps) {
      expect(answers).toBeGreaterThan(10);
      expect(longestMs).toBeLessThan(LONGEST_GAP_MS);
    }
    const { ids } = await content();
    expect(new Set(acknowledged).size).toBe(acknowledged.length);
    expect(new Set(ids).size).toBe(ids.length);
    expect(acknowledged.filter((each) => !ids.includes(each))).toEqual([]);
    serving.kill("SIGTERM");
    expect(await serving.result).toMatchObject({ status: 0, stderr: "Stopped.\n" });
  });

  it("are commands: each is done, or says that the database is in use and has done nothing", async () => {
    const logins = Array.from({ length: WRITERS }, (_, index) => `person-${index}@example.com`);
    const results = await Promise.all(logins.map((login) => org.appint(["users", "create", login])));
    const { logins: there } = await content();
    for (const [index, { status, stdout, stderr }] of results.entries()) {
      const login = logins[index] ?? "";
      expect([0, 5], stderr).toContain(status);
      if (status === 5) expect(stderr).toMatch(/^✖ The database .* is in use\n/);
      expect(stdout.includes(login)).toBe(status === 0);
      expect(there.filter((each) => each === login)).toHaveLength(status === 0 ? 1 : 0);
    }
    expect(results.some(({ status }) => status === 0)).toBe(true);
  });
});

describe("a lock that is held", () => {
  it("for longer than a command waits is told with status 5; a server answers meanwhile, and what waits there is done after", async () => {
    const serving = org.start("serve");
    await serving.shows(/Ctrl-C/);
    const other = new Database(org.database);
    other.exec("BEGIN IMMEDIATE");
    const health = watching(`${org.origin}/healthz`);
    const keys = watching(`${org.origin}/oauth2/v1/keys`);
    const command = await org.appint("users create grace@example.com");
    const page = fetch(`${org.origin}/login/login.htm`); // writes, so it waits
    await new Promise((resolve) => setTimeout(resolve, 3000));
    other.exec("COMMIT");
    other.close();

    expect(command).toMatchObject({ status: 5, stdout: "" });
    expect(command.stderr).toBe(`✖ The database ${org.database} is in use
    cause   another process has been writing to it for more than 5 s
    fix     wait for it to end, or work on another file with --db
`);
    for (const { answers, longestMs } of await Promise.all([health(), keys()])) {
      expect(answers).toBeGreaterThan(10);
      expect(longestMs).toBeLessThan(LONGEST_GAP_MS);
    }
    expect((await page).status).toBe(200);
    expect((await content()).logins).not.toContain("grace@example.com");
    await org.done("users create grace@example.com");
  });
});
