import { describe, expect, it, vi } from "vitest";
import { startIdp } from "../../../src/idp/server.js";
import type { Reader, Value } from "../../../src/store/driver.js";
import type { Store } from "../../../src/store/store.js";
import { freshOrg } from "../org.js";
import { basic, freshCode, post } from "./token-calls.js";

/** A store in which the first reader of a code waits for the second one, so that both see it unused. */
function whereTwoReadersMeet(store: Store): Store {
  let readers = 0;
  let meet: () => void = () => {};
  const met = new Promise<void>((resolve) => {
    meet = resolve;
  });
  const read: Reader = {
    all: (sql, values) => store.read.all(sql, values),
    async get<Row>(sql: string, values?: readonly Value[]) {
      const row = await store.read.get<Row>(sql, values);
      if (values?.[0] === "AuthorizationCode") {
        readers += 1;
        if (readers === 2) meet();
        await met;
      }
      return row;
    },
  };
  return { ...store, read };
}

const gone = { error: "invalid_grant", error_description: "The authorization code is invalid or has expired." };

describe("a code is good for one redemption", () => {
  it("of two at the same time exactly one gets tokens", async () => {
    await using test = await freshOrg();
    const headers = basic(test.app.id, test.secret);

    for (let round = 0; round < 5; round += 1) {
      const code = await freshCode(test);
      const answers = await Promise.all([0, 1].map(() => post(test, "token", code, headers)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
      expect(answers.find(({ status }) => status === 400)?.body).toEqual(gone);
    }
  });

  it("of two that have both found it unused exactly one gets tokens, and those are revoked", async () => {
    await using test = await freshOrg();
    const code = await freshCode(test);
    await test.idp.close();
    const port = Number(new URL(test.origin).port);
    await using _idp = await startIdp({ store: whereTwoReadersMeet(test.store), org: test.org, port });
    await fetch(`${test.origin}/healthz`).catch(() => {}); // it may hold a connection that the first IdP has closed
    const headers = basic(test.app.id, test.secret);

    const answers = await Promise.all([0, 1].map(() => post(test, "token", code, headers)));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect(answers.find(({ status }) => status === 400)?.body).toEqual(gone);
    const { n } = (await test.store.read.get<{ n: number }>(
      "SELECT count(*) AS n FROM protocol_state WHERE model IN ('AuthorizationCode', 'Grant')",
    )) ?? { n: -1 };
    expect(n).toBe(0);
  });

  it("a second redemption revokes the tokens of the first", async () => {
    await using test = await freshOrg({ grant_types: ["authorization_code", "refresh_token"] });
    const headers = basic(test.app.id, test.secret);
    const code = await freshCode(test, { scope: "openid offline_access" });
    const { body: tokens } = await post(test, "token", code, headers);
    const userinfo = () =>
      fetch(`${test.origin}/oauth2/v1/userinfo`, { headers: { authorization: `Bearer ${tokens.access_token}` } });
    expect((await userinfo()).status).toBe(200);

    const replay = await post(test, "token", code, headers);

    expect(replay.body).toEqual(gone);
    expect((await userinfo()).status).toBe(401);
    const refresh = { grant_type: "refresh_token", refresh_token: tokens.refresh_token ?? "" };
    expect((await post(test, "token", refresh, headers)).body.error).toBe("invalid_grant");
  });

  it("a replay leaves the user's other sign-ins to the app alone", async () => {
    await using test = await freshOrg();
    const headers = basic(test.app.id, test.secret);
    const first = await freshCode(test);
    await post(test, "token", first, headers);
    const { body: other } = await post(test, "token", await freshCode(test), headers);

    await post(test, "token", first, headers);

    const answer = await fetch(`${test.origin}/oauth2/v1/userinfo`, {
      headers: { authorization: `Bearer ${other.access_token}` },
    });
    expect(answer.status).toBe(200);
  });

  it("a code is over after 300 seconds", async () => {
    await using test = await freshOrg();
    const code = await freshCode(test);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 301_000 });
    try {
      expect((await post(test, "token", code, basic(test.app.id, test.secret))).body).toEqual(gone);
    } finally {
      vi.useRealTimers();
    }
  });

  it("no code, token or secret lies in the database in clear", async () => {
    await using test = await freshOrg({ grant_types: ["authorization_code", "refresh_token"] });
    const code = await freshCode(test, { scope: "openid offline_access" });
    const { body } = await post(test, "token", code, basic(test.app.id, test.secret));

    const rows = JSON.stringify([
      await test.store.read.all("SELECT * FROM protocol_state"),
      await test.store.read.all("SELECT * FROM log_event"),
      await test.store.read.all("SELECT * FROM idp_session"),
      await test.store.read.all("SELECT * FROM one_time"),
    ]);
    for (const secret of [code.code, body.access_token, body.refresh_token, body.id_token, test.secret]) {
      expect(rows).not.toContain(secret);
    }
  });
});
