import { describe, expect, it } from "vitest";
import { startIdp } from "../../../src/idp/server.js";
import type { Store } from "../../../src/store/store.js";
import { Browser } from "../browser.js";
import { freshOrg, type TestOrg } from "../org.js";
import { basic, freshCode, post } from "./token-calls.js";

/** A store that counts what is asked of it, can refuse to commit, and does something `between` reading and writing. */
function watched(store: Store) {
  const seen = {
    commits: 0,
    apps: 0,
    secrets: 0,
    refuses: false,
    between: undefined as (() => Promise<void>) | undefined,
  };
  const reading = (sql: string) => {
    if (/\bFROM app\b/.test(sql)) seen.apps += 1;
    if (/\bFROM secret\b/.test(sql)) seen.secrets += 1;
  };
  const committing = async () => {
    const { between } = seen;
    seen.between = undefined;
    await between?.();
    if (seen.refuses) throw new Error("the disk is full");
    seen.commits += 1;
  };
  const watching: Store = {
    ...store,
    read: {
      get(sql, values) {
        reading(sql);
        return store.read.get(sql, values);
      },
      all(sql, values) {
        reading(sql);
        return store.read.all(sql, values);
      },
    },
    async write(work) {
      await committing();
      return store.write(work);
    },
    async keep(work) {
      await committing();
      return store.keep(work);
    },
  };
  return { seen, watching };
}

/** The IdP of the test at its own address, over a store that is watched. */
async function overWatchedStore(test: TestOrg) {
  await test.idp.close();
  const { seen, watching } = watched(test.store);
  const port = Number(new URL(test.origin).port);
  const idp = await startIdp({ store: watching, org: test.org, port, onDefect: () => {} });
  await fetch(`${test.origin}/healthz`).catch(() => {}); // it may hold a connection that the first IdP has closed
  return { seen, [Symbol.asyncDispose]: () => idp.close() };
}
const reset = (seen: ReturnType<typeof watched>["seen"]) => Object.assign(seen, { commits: 0, apps: 0, secrets: 0 });

describe("what a request of the code flow costs", () => {
  it("is one commit for a code, and two for its tokens: the code is used up before anything is made of it", async () => {
    await using test = await freshOrg();
    await using over = await overWatchedStore(test);
    const { seen } = over;
    const browser = new Browser(test.origin);
    await freshCode(test, { browser }); // signs in
    reset(seen);

    const code = await freshCode(test, { browser });
    expect(seen.commits).toBe(1);
    reset(seen);

    expect((await post(test, "token", code, basic(test.app.id, test.secret))).status).toBe(200);
    expect(seen).toMatchObject({ commits: 2, secrets: 1, apps: 2 }); // the app as the client, and at the gate
  });

  it("is no code and no event where the commit fails", async () => {
    await using test = await freshOrg();
    await using over = await overWatchedStore(test);
    const { seen } = over;
    const browser = new Browser(test.origin);
    await freshCode(test, { browser });
    const rows = async () =>
      test.store.read.get("SELECT (SELECT count(*) FROM protocol_state) AS s, (SELECT count(*) FROM log_event) AS e");
    const before = await rows();
    seen.refuses = true;

    await expect(freshCode(test, { browser })).rejects.toThrow();

    seen.refuses = false;
    expect(await rows()).toEqual(before);
  });

  it("brings no refresh token back that was revoked while it was used", async () => {
    const grant_types = ["authorization_code", "refresh_token"];
    await using test = await freshOrg({ grant_types });
    await using over = await overWatchedStore(test);
    const headers = basic(test.app.id, test.secret);
    const server = "/oauth2/default";
    const code = await freshCode(test, { scope: "openid offline_access", server });
    const { refresh_token = "" } = (await post(test, `${server}/v1/token`, code, headers)).body;
    const isActive = async () =>
      (await post(test, `${server}/v1/introspect`, { token: refresh_token }, headers)).body.active;
    expect(await isActive()).toBe(true);

    over.seen.between = async () => {
      expect((await post(test, `${server}/v1/revoke`, { token: refresh_token }, headers)).status).toBe(200);
    };
    await post(test, `${server}/v1/token`, { grant_type: "refresh_token", refresh_token }, headers);

    expect(over.seen.between).toBeUndefined();
    expect(await isActive()).toBe(false);
  });
});
