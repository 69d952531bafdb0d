import { describe, expect, it } from "vitest";
import { assign } from "../../src/directory/assign.js";
import { changeGrants, grantedScopes } from "../../src/directory/scope-grants.js";
import { appById } from "../../src/store/apps.js";
import { freshOrg } from "../idp/org.js";

const service = { application_type: "service", grant_types: ["client_credentials"], granted_scopes: ["a", "b"] };
const now = new Date("2026-01-02T03:04:05Z");

describe("the scopes of an app", () => {
  it("are granted and taken away, with an event for each direction", async () => {
    await using test = await freshOrg(service);

    expect(await changeGrants(test.store, test.app, { add: ["c", "a", "c"], remove: ["b", "z"] }, now)).toEqual({
      added: ["c"],
      removed: ["b"],
    });

    const after = await appById(test.store.read, test.app.id);
    expect(after && grantedScopes(after)).toEqual(["a", "c"]);
    expect(after?.lastUpdated).toEqual(now);
    const events = (await test.events()).filter(({ eventType }) => eventType.includes("admin.consent"));
    expect(events.map(({ eventType, targets }) => [eventType, targets])).toEqual([
      ["app.oauth2.admin.consent.grant", [test.app.id, "c"]],
      ["app.oauth2.admin.consent.revoke", [test.app.id, "b"]],
    ]);
  });

  it("stay as they are, without an event, where nothing is to be done", async () => {
    await using test = await freshOrg(service);
    const before = (await test.events()).length;

    expect(await changeGrants(test.store, test.app, { add: ["a"], remove: ["z"] }, now)).toEqual({
      added: [],
      removed: [],
    });
    expect((await test.events()).length).toBe(before);
    expect(await appById(test.store.read, test.app.id)).toEqual(test.app);
  });

  it("of two changes at the same time are those of both", async () => {
    await using test = await freshOrg(service);
    await Promise.all([
      changeGrants(test.store, test.app, { add: ["c"] }, now),
      changeGrants(test.store, test.app, { add: ["d"], remove: ["a"] }, now),
    ]);
    const after = await appById(test.store.read, test.app.id);
    expect([...(after ? grantedScopes(after) : [])].sort()).toEqual(["b", "c", "d"]);
  });
});

describe("an API service", () => {
  it("is assigned to nobody: neither people nor groups", async () => {
    await using test = await freshOrg(service);
    const group = await test.addGroup("Engineering", test.bob);
    for (const who of [{ users: [test.bob] }, { groups: [group] }])
      await expect(assign(test.store, test.app, who, now)).rejects.toMatchObject({
        code: "NOT_ASSIGNABLE",
        status: 4,
        why: expect.stringContaining("API service"),
      });
  });
});
