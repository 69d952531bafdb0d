/** The groups claim as a relying party reads it that nobody here wrote; and people who are assigned through a group. */
import * as client from "openid-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assign, unassign } from "../../../src/directory/assign.js";
import { addMembers, createGroup, removeMembers } from "../../../src/directory/groups.js";
import type { GroupsClaim } from "../../../src/integrations/oidc/fields/groups-claim.js";
import type { Group } from "../../../src/store/groups.js";
import { Browser } from "../browser.js";
import { type AppSettings, freshOrg, type TestOrg } from "../org.js";
import { begin, relyingParty, signInAs } from "../relying-party.js";

let test: TestOrg;
let engineering: Group;
beforeAll(async () => {
  test = await freshOrg();
  await test.addGroup("Zoo", test.ada);
  engineering = await test.addGroup("Engineering", test.ada);
  await test.addGroup("Engineering EU", test.ada);
  await test.addGroup("Sales", test.bob);
});
afterAll(() => test[Symbol.asyncDispose]());

const filter = (filter_type: GroupsClaim["filter_type"], value: string, name = "groups"): GroupsClaim => ({
  type: "FILTER",
  name,
  filter_type,
  value,
});

/** A relying party of an app with this claim, and what it learns of Ada. */
async function signedIn(settings: AppSettings, scope = "openid groups") {
  const { app, secret } = await test.addApp(settings);
  const config = await relyingParty(test.origin, app.id, client.ClientSecretBasic(secret));
  const tokens = await signInAs(new Browser(test.origin), config, test.ada.id, { scope });
  const userinfo = () => client.fetchUserInfo(config, tokens.access_token, test.ada.id);
  return { app, config, tokens, idToken: (tokens.claims() ?? {}) as Record<string, unknown>, userinfo };
}

describe("the groups claim", () => {
  it("is in the ID token and at userinfo, in order of name, where the scope groups was asked for", async () => {
    const { idToken, userinfo, tokens } = await signedIn({ groups_claim: filter("REGEX", ".*") });
    const all = ["Engineering", "Engineering EU", "Zoo"];
    expect(idToken.groups).toEqual(all);
    expect((await userinfo()).groups).toEqual(all);
    expect(tokens.scope).toBe("openid groups");
    const [, payload = ""] = tokens.access_token.split(".");
    expect(JSON.parse(Buffer.from(payload, "base64url").toString())).not.toHaveProperty("groups");
  });

  it.each<[GroupsClaim, string[] | string | undefined]>([
    [filter("STARTS_WITH", "Eng"), ["Engineering", "Engineering EU"]],
    [filter("EQUALS", "Engineering"), ["Engineering"]],
    [filter("CONTAINS", " "), ["Engineering EU"]],
    [filter("REGEX", "Zoo|Sales"), ["Zoo"]],
    [filter("REGEX", "Eng"), undefined],
  ])("lets through by %j: %j", async (groups_claim, expected) => {
    const { idToken, userinfo } = await signedIn({ groups_claim });
    expect(idToken.groups).toEqual(expected);
    expect((await userinfo()).groups).toEqual(expected);
  });

  it("has the name that the app gives it", async () => {
    const { idToken, userinfo } = await signedIn({
      groups_claim: filter("EQUALS", "Zoo", "https://app.example/roles"),
    });
    expect(idToken["https://app.example/roles"]).toEqual(["Zoo"]);
    expect((await userinfo())["https://app.example/roles"]).toEqual(["Zoo"]);
    expect(idToken).not.toHaveProperty("groups");
  });

  it("is nowhere without the scope, and the scope brings nothing to an app without the claim", async () => {
    const unasked = await signedIn({ groups_claim: filter("REGEX", ".*") }, "openid profile");
    expect(unasked.idToken).not.toHaveProperty("groups");
    expect(await unasked.userinfo()).not.toHaveProperty("groups");
    const without = await signedIn({});
    expect(without.idToken).not.toHaveProperty("groups");
    expect(await without.userinfo()).not.toHaveProperty("groups");
  });

  it("stays out of a thin ID token", async () => {
    const { idToken, userinfo } = await signedIn({ groups_claim: filter("EQUALS", "Zoo"), thin_id_token: true });
    expect(idToken).not.toHaveProperty("groups");
    expect((await userinfo()).groups).toEqual(["Zoo"]);
  });

  it("says what is so now: at userinfo and after a refresh", async () => {
    const settings = {
      groups_claim: filter("STARTS_WITH", "Eng"),
      grant_types: ["authorization_code", "refresh_token"],
    };
    const { config, tokens, userinfo } = await signedIn(settings, "openid groups offline_access");
    await removeMembers(test.store, engineering, [test.ada], new Date());
    expect((await userinfo()).groups).toEqual(["Engineering EU"]);
    const fresh = await client.refreshTokenGrant(config, tokens.refresh_token ?? "");
    expect(fresh.claims()?.groups).toEqual(["Engineering EU"]);
    await addMembers(test.store, engineering, [test.ada], new Date());
  });

  it("of more than 100 groups is an error: at authorize, at the token endpoint and at userinfo", async () => {
    const crowd = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        createGroup(test.store, test.org, { name: `Crowd ${String(index).padStart(3, "0")}` }, new Date()),
      ),
    );
    for (const group of crowd) await addMembers(test.store, group, [test.ada], new Date());
    const settings = {
      groups_claim: filter("REGEX", "Crowd.*|Zoo too"),
      grant_types: ["authorization_code", "refresh_token"],
    };
    const { config, tokens, idToken, userinfo } = await signedIn(settings, "openid groups offline_access");
    expect(idToken.groups).toHaveLength(100);

    await test.addGroup("Zoo too", test.ada);

    const text = "The groups claim of this client matches 101 groups of the user; at most 100 can be returned.";
    const browser = new Browser(test.origin);
    const { url } = await begin(config, { scope: "openid groups" });
    const back = new URL((await browser.signIn(await browser.go(url), { user: test.ada.id })).location);
    expect(Object.fromEntries(back.searchParams)).toMatchObject({ error: "access_denied", error_description: text });
    await expect(client.refreshTokenGrant(config, tokens.refresh_token ?? "")).rejects.toMatchObject({
      error: "access_denied",
      error_description: text,
    });
    await expect(userinfo()).rejects.toThrow();
    expect(test.defects).toEqual([]);
  });
});

describe("a person who is assigned through a group", () => {
  it("gets tokens and keeps them until the group gives the app no more", async () => {
    const { app, secret } = await test.addApp({ grant_types: ["authorization_code", "refresh_token"] });
    const sales = await test.addGroup("Sales EU", test.bob);
    await assign(test.store, app, { groups: [sales] }, new Date());
    const config = await relyingParty(test.origin, app.id, client.ClientSecretBasic(secret));
    const scope = "openid offline_access";
    const tokens = await signInAs(new Browser(test.origin), config, test.bob.id, { scope });
    expect(tokens.claims()?.sub).toBe(test.bob.id);
    const again = await client.refreshTokenGrant(config, tokens.refresh_token ?? "");

    await unassign(test.store, app, { groups: [sales] }, new Date());

    await expect(client.refreshTokenGrant(config, again.refresh_token ?? "")).rejects.toMatchObject({
      error: "invalid_grant",
    });
    await expect(client.fetchUserInfo(config, again.access_token, test.bob.id)).rejects.toThrow();
  });

  it("is unassigned for a run whose overlay says so, and for nobody else", async () => {
    const { app } = await test.addApp({ initiate_login_uri: "http://localhost:3000/login" });
    await unassign(test.store, app, { users: [test.ada] }, new Date());
    await assign(test.store, app, { groups: [engineering] }, new Date());
    const run = await test.addRun({ unassigned: [{ app: app.id, user: test.ada.id }] });
    const { accessTo } = await import("../../../src/idp/sessions/access.js");
    const about = { app: app.id, user: test.ada.id, now: new Date() };

    expect(await accessTo(test.store, { ...about, run: run.id })).toMatchObject({ refused: "not-assigned" });
    expect(await accessTo(test.store, { ...about, run: null })).toMatchObject({
      allowed: { user: { id: test.ada.id } },
    });
  });
});
