import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { adminsOf, everyAdmin, grantRole, revokeRoles } from "../../src/directory/admins.js";
import { createOrg } from "../../src/directory/create-org.js";
import { setUserStatus } from "../../src/store/users.js";
import { logEvent } from "../../src/system-log/event.js";
import { type DirectoryOrg, directoryOrg, LATER, NOW, personOf } from "./org.js";

describe("admins of an org", () => {
  let dir: DirectoryOrg;
  beforeEach(async () => {
    dir = await directoryOrg();
    await grantRole(dir.store, dir.org, [dir.ada], "SUPER_ADMIN", NOW);
  });
  afterEach(() => dir[Symbol.asyncDispose]());

  const who = async () =>
    (await everyAdmin(dir.store.read, dir.org.id)).map(({ user, roles }) => `${user.login}: ${roles.join(" ")}`);

  it("get and lose roles, each with an event; whoever has a role already is left alone", async () => {
    const made = await grantRole(dir.store, dir.org, [dir.ada, dir.bob], "SUPER_ADMIN", NOW);
    await grantRole(dir.store, dir.org, [dir.bob], "APP_ADMIN", NOW);
    expect(made.map(({ isNew }) => isNew)).toEqual([false, true]);
    expect(await who()).toEqual(["ada@example.com: SUPER_ADMIN", "bob@example.com: APP_ADMIN SUPER_ADMIN"]);

    const lost = await revokeRoles(dir.store, dir.org, [dir.bob], {}, LATER);
    expect(lost[0]?.roles).toEqual(["APP_ADMIN", "SUPER_ADMIN"]);
    expect(await who()).toEqual(["ada@example.com: SUPER_ADMIN"]);
    expect(await dir.events()).toEqual([
      ...Array(3).fill("user.account.privilege.grant"),
      ...Array(2).fill("user.account.privilege.revoke"),
    ]);
  });

  it("who have the role already change nothing", async () => {
    const before = await dir.events();
    await grantRole(dir.store, dir.org, [dir.ada], "SUPER_ADMIN", LATER);
    expect(await dir.events()).toEqual(before);
  });

  it.each([{}, { role: "SUPER_ADMIN" as const }])("always have a super admin among them: %j", async (of) => {
    await grantRole(dir.store, dir.org, [dir.bob], "APP_ADMIN", NOW);
    await expect(revokeRoles(dir.store, dir.org, [dir.ada], of, LATER)).rejects.toMatchObject({
      code: "LAST_SUPER_ADMIN",
      status: 4,
    });
    expect(await who()).toEqual(["ada@example.com: SUPER_ADMIN", "bob@example.com: APP_ADMIN"]);
  });

  it("who cannot sign in do not count, and nobody becomes one who cannot", async () => {
    await grantRole(dir.store, dir.org, [dir.bob], "SUPER_ADMIN", NOW);
    await dir.store.write(async (tx) => {
      await setUserStatus(tx, dir.bob.id, "SUSPENDED", NOW);
      await tx.record(
        logEvent({ org: dir.org.id, now: NOW, type: "user.lifecycle.suspend", result: "SUCCESS", targets: [] }),
      );
    });
    expect((await adminsOf(dir.store.read, dir.org.id)).map(({ user }) => user.login)).toEqual(["ada@example.com"]);
    await expect(revokeRoles(dir.store, dir.org, [dir.ada], {}, LATER)).rejects.toMatchObject({
      code: "LAST_SUPER_ADMIN",
    });
    const bob = { ...dir.bob, status: "SUSPENDED" as const };
    await expect(grantRole(dir.store, dir.org, [dir.ada, bob], "APP_ADMIN", LATER)).rejects.toMatchObject({
      code: "ADMIN_INACTIVE",
    });
    expect(await who()).toEqual(["ada@example.com: SUPER_ADMIN", "bob@example.com: SUPER_ADMIN"]);
  });

  it("lose nothing that they do not have, and a stranger becomes none", async () => {
    await expect(revokeRoles(dir.store, dir.org, [dir.bob], {}, LATER)).rejects.toMatchObject({ code: "NOT_AN_ADMIN" });
    await expect(revokeRoles(dir.store, dir.org, [dir.ada], { role: "APP_ADMIN" }, LATER)).rejects.toMatchObject({
      what: "ada@example.com does not have the role APP_ADMIN",
    });
    const stranger = personOf(dir.org, "eve@example.com");
    await expect(grantRole(dir.store, dir.org, [stranger], "APP_ADMIN", LATER)).rejects.toMatchObject({
      code: "USER_GONE",
    });
  });

  it("of another org are not theirs", async () => {
    const { org } = await createOrg(dir.store, { name: "Other" }, NOW);
    expect((await adminsOf(dir.store.read, org.id)).map(({ user }) => user.login)).toEqual(["admin@example.com"]);
    expect(await who()).toEqual(["ada@example.com: SUPER_ADMIN"]);
  });
});
