import * as client from "openid-client";
import { describe, expect, it } from "vitest";
import { newId } from "../../src/crypto/ids.js";
import { authorizationServersOf } from "../../src/directory/authorization-servers.js";
import { rotateServerKeys } from "../../src/directory/rotate-keys.js";
import { ensureSigningKeys } from "../../src/idp/keys/signing-keys.js";
import { keysOf, setKeyStatus } from "../../src/store/keys.js";
import { insertOrg } from "../../src/store/orgs.js";
import { Browser } from "./browser.js";
import { basic, freshCode, post } from "./oidc/token-calls.js";
import { freshOrg } from "./org.js";
import { relyingParty, signInAs } from "./relying-party.js";

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

  it("are rotated under relying parties that verify every signature, and what was issued before still holds", async () => {
    await using test = await freshOrg();
    const config = await relyingParty(test.origin, test.app.id, client.ClientSecretBasic(test.secret));
    client.enableNonRepudiationChecks(config); // the signature of every ID token is verified with the published keys
    const browser = () => new Browser(test.origin);
    const published = async () =>
      ((await (await fetch(`${test.origin}/oauth2/v1/keys`)).json()) as { keys: { kid: string }[] }).keys.map(
        ({ kid }) => kid,
      );
    const first = await signInAs(browser(), config, test.ada.id);
    const [before] = await published();

    const keys = await rotateServerKeys(test.store, test.org, authorizationServersOf(test.org), new Date());

    const ofIdTokens = keys.filter(({ purpose }) => purpose === "id-token").map(({ kid, status }) => [status, kid]);
    const [, active, next] = ofIdTokens.map(([, kid]) => kid);
    expect(ofIdTokens).toEqual([
      ["RETIRED", before],
      ["ACTIVE", active],
      ["NEXT", next],
    ]);
    expect((await published()).sort()).toEqual([before, active, next].sort());
    const again = await relyingParty(test.origin, test.app.id, client.ClientSecretBasic(test.secret));
    client.enableNonRepudiationChecks(again);
    const second = await signInAs(browser(), again, test.ada.id);
    expect([kidOf(first.id_token), kidOf(second.id_token)]).toEqual([before, active]);
    const { active: isAlive } = await client.tokenIntrospection(again, first.access_token);
    expect(isAlive).toBe(true);

    await rotateServerKeys(test.store, test.org, authorizationServersOf(test.org), new Date());
    // What is published ahead of its turn is known already: not even a new key set is needed.
    expect(kidOf((await signInAs(browser(), again, test.ada.id)).id_token)).toBe(next);
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
