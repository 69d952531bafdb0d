import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as oidc from "../../../templates/samples/oidc/app.js";
import * as saml from "../../../templates/samples/saml/app.js";
import * as lostState from "../../../templates/samples/saml-lost-state/app.js";
import { type FreshOrg, freePort, usedOrg } from "../built-cli.js";
import { allPassed, createApp, oidcSample, reported, samlSample, samplePages } from "./created-app.js";

/** The system log and what a protocol must remember for a while lie outside the org. */
const OUTSIDE = ["log_event", "log_event_target", "run", "idp_session", "protocol_state", "one_time"];

/** Every row of every other table, as text. */
function orgOf(file: string): string {
  const database = new Database(file, { readonly: true });
  try {
    const names = database
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
      .pluck()
      .all() as string[];
    const kept = names.filter((name) => !OUTSIDE.includes(name));
    return JSON.stringify(
      kept.map((name) => [name, database.prepare(`SELECT * FROM "${name}" ORDER BY 1, 2`).all()]),
      undefined,
      1,
    );
  } finally {
    database.close();
  }
}

const rowsOf = (file: string, table: string): number => {
  const database = new Database(file, { readonly: true });
  try {
    return database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
  } finally {
    database.close();
  }
};

describe("a run of test-sso", () => {
  let org: FreshOrg;
  let port: number;
  let url: string;
  let app: { close(): Promise<void> } | undefined;

  beforeEach(async () => {
    org = await usedOrg();
    port = await freePort();
    url = `http://localhost:${port}`;
  });
  afterEach(async () => {
    await app?.close();
    app = undefined;
    await org[Symbol.asyncDispose]();
  });

  it("looks at every table of the org", async () => {
    await createApp(org, oidcSample(url));
    for (const table of ["app", "assignment", "idp_group", "idp_user", "org", "secret", "setting", "signing_key"]) {
      expect(orgOf(org.database)).toContain(`"${table}"`);
    }
  });

  it.each(["oidc", "saml"] as const)("that passes leaves the org byte by byte as it was: %s", async (protocol) => {
    const { test, env } = await createApp(org, protocol === "oidc" ? oidcSample(url) : samlSample(url));
    app = await (protocol === "oidc" ? oidc : saml).start({ port, env });
    const before = orgOf(org.database);
    expect((await test(samplePages(url))).status).toBe(0);
    expect(orgOf(org.database)).toBe(before);
    expect(rowsOf(org.database, "run")).toBe(0);
    expect(rowsOf(org.database, "idp_session")).toBe(0);
  });

  it("that fails and makes experiments leaves the org as it was", async () => {
    const { test, env } = await createApp(org, [...samlSample(url), "--sign", "response"]);
    app = await lostState.start({ port, env });
    const before = orgOf(org.database);
    expect((await test([...samplePages(url), "--expect-status", "200"])).status).toBe(1);
    expect(orgOf(org.database)).toBe(before);
    expect(rowsOf(org.database, "run")).toBe(0);
  });

  it.each(["SIGKILL", "SIGINT"] as const)(
    "that is ended by %s in the middle leaves the org as it was",
    async (signal) => {
      const { slug, env } = await createApp(org, samlSample(url));
      const before = orgOf(org.database);
      app = await saml.start({ port, env });
      const running = org.start(["test-sso", slug, ...samplePages(url)]);
      // The tile has been judged: the next flow is under way.
      await running.shows(/IdP-initiated/);
      running.kill(signal);
      await running.result;
      expect(orgOf(org.database)).toBe(before);
      expect(reported(await org.appint(["test-sso", slug, ...samplePages(url), "--json"]))).toMatchObject({
        status: 0,
        verdicts: allPassed(),
      });
      expect(orgOf(org.database)).toBe(before);
    },
  );

  it("does not hinder another one of the same org", async () => {
    const [otherPort, { slug, env }] = [await freePort(), await createApp(org, samlSample(url))];
    const other = await createApp(org, oidcSample(`http://localhost:${otherPort}`));
    app = await saml.start({ port, env });
    const second = await oidc.start({ port: otherPort, env: other.env });
    const before = orgOf(org.database);
    try {
      // Both against one IdP that outlives them.
      const serve = org.start("serve");
      await serve.shows(/Stop it with/);
      const [one, two] = await Promise.all([
        org.appint(["test-sso", slug, ...samplePages(url), "--json"]),
        org.appint(["test-sso", other.slug, ...samplePages(`http://localhost:${otherPort}`), "--json"]),
      ]);
      expect(reported(one)).toMatchObject({ status: 0, verdicts: allPassed() });
      expect(reported(two)).toMatchObject({ status: 0, verdicts: allPassed() });
      expect(orgOf(org.database)).toBe(before);
    } finally {
      await second.close();
    }
  });

  it("does not call the app broken when the IdP of another run ends", async () => {
    const { slug, env } = await createApp(org, samlSample(url));
    app = await saml.start({ port, env });
    const command = ["test-sso", slug, ...samplePages(url)];
    const first = org.start(command);
    await first.shows(/IdP-initiated/);
    const second = await org.appint(command);
    expect((await first.result).status).toBe(0);
    // The second one starts an IdP of its own when the borrowed one goes, and repeats what failed by that.
    expect(second.status, second.stdout + second.stderr).toBe(0);
  });
});
