import { describe, expect, it } from "vitest";
import { newId } from "../../src/crypto/ids.js";
import { ensureSigningKeys } from "../../src/idp/keys/signing-keys.js";
import { keysOf, setKeyStatus } from "../../src/store/keys.js";
import { insertOrg } from "../../src/store/orgs.js";
import { Browser } from "./browser.js";
import { basic, freshCode, post } from "./oidc/token-calls.js";
import { freshOrg } from "./org.js";

const kidOf = (jwt = "") => JSON.parse(Buffer.from(jwt.split(".")[0] ?? "", "base64url").toString()).kid as string;

describe("the signing keys of an org", () => {
  it("are made once, however many ask at the same time, and lie sealed", async () => {
    await using test = await freshOrg();
    const org = { ...test.org, id: newId("00o"), slug: "second" };
    await test.change((tx) => insertOrg(tx, org));

    const all = await Promise.all([0, 1, 2].map(() => ensureSigningKeys(test.store, org)));

    expect(new Set(all.map(({ idToken }) => idToken.kid)).size).toBe(1);
    expect(new Set(all.map(({ accessToken }) => accessToken.kid)).size).toBe(1);
    expect(all[0]?.idToken.kid).not.toBe(all[0]?.accessToken.kid);
    const rows = await keysOf(test.store.read, org.id);
    expect(rows.map(({ purpose }) => purpose).sort()).toEqual(["access-token", "id-token"]);
    expect(JSON.stringify(rows)).not.toContain("PRIVATE KEY");
  });

  it("are published without their private halves", async () => {
    await using test = await freshOrg();

    const { keys } = (await (await fetch(`${test.origin}/oauth2/v1/keys`)).json()) as { keys: object[] };

    expect(keys.map((key) => Object.keys(key))).toEqual([["kty", "alg", "kid", "use", "e", "n"]]);
  });

  it("sign the next token once they were changed, without a restart; the old one stays published", async () => {
    await using test = await freshOrg();
    const headers = basic(test.app.id, test.secret);
    const browser = new Browser(test.origin);
    const before = kidOf((await post(test, "token", await freshCode(test, { browser }), headers)).body.id_token);
    await test.change(async (tx) => {
      await setKeyStatus(tx, before, "RETIRED");
    });

    const after = kidOf((await post(test, "token", await freshCode(test, { browser }), headers)).body.id_token);

    const { keys } = (await (await fetch(`${test.origin}/oauth2/v1/keys`)).json()) as { keys: { kid: string }[] };
    expect(after).not.toBe(before);
    expect(keys.map(({ kid }) => kid).sort()).toEqual([before, after].sort());
  });
});
