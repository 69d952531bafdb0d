import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { assign, unassign } from "../../src/directory/assign.js";
import { assignedUsersOfApp, assignmentOf } from "../../src/store/assignments.js";
import { setUserStatus, type UserStatus } from "../../src/store/users.js";
import { logEvent } from "../../src/system-log/event.js";
import { type DirectoryOrg, directoryOrg, LATER, NOW } from "./org.js";

describe("assigning", () => {
  let dir: DirectoryOrg;
  beforeEach(async () => {
    dir = await directoryOrg();
  });
  afterEach(() => dir[Symbol.asyncDispose]());

  it("gives each person the app under their login, with one event each", async () => {
    const app = await dir.addApp();

    const { users: rows } = await assign(dir.store, app, { users: [dir.ada, dir.bob] }, NOW);

    expect(rows.map(({ assignment, isNew }) => [assignment.username, assignment.scope, isNew])).toEqual([
      ["ada@example.com", "USER", true],
      ["bob@example.com", "USER", true],
    ]);
    expect((await dir.events()).slice(1)).toEqual(Array(2).fill("application.user_membership.add"));
  });

  it("leaves who is assigned already as they are", async () => {
    const app = await dir.addApp();
    const {
      users: [first],
    } = await assign(dir.store, app, { users: [dir.ada] }, NOW);

    const { users: again } = await assign(dir.store, app, { users: [dir.ada, dir.bob] }, LATER);

    expect(again.map(({ user, isNew }) => [user.login, isNew])).toEqual([
      ["ada@example.com", false],
      ["bob@example.com", true],
    ]);
    expect(again[0]?.assignment).toEqual(first?.assignment);
  });

  it("of people who all have the app writes nothing", async () => {
    const app = await dir.addApp();
    await assign(dir.store, app, { users: [dir.ada] }, NOW);
    const before = await dir.events();

    expect((await assign(dir.store, app, { users: [dir.ada] }, LATER)).users.map(({ isNew }) => isNew)).toEqual([
      false,
    ]);

    expect(await dir.events()).toEqual(before);
  });

  it.each(["SUSPENDED", "DEPROVISIONED", "LOCKED_OUT", "PASSWORD_EXPIRED", "RECOVERY"] satisfies UserStatus[])(
    "refuses a person who is %s, and then everybody who is named with them",
    async (status) => {
      const app = await dir.addApp();
      await dir.store.write(async (tx) => {
        await setUserStatus(tx, dir.bob.id, status, NOW);
        await tx.record(
          logEvent({ org: dir.org.id, now: NOW, type: "user.lifecycle.suspend", result: "SUCCESS", targets: [] }),
        );
      });

      await expect(assign(dir.store, app, { users: [dir.ada, { ...dir.bob, status }] }, NOW)).rejects.toMatchObject({
        code: "USER_INACTIVE",
        status: 4,
      });

      expect((await assignedUsersOfApp(dir.store.read, app.id)).rows).toEqual([]);
    },
  );

  it("takes the app away, from all that are named or from none", async () => {
    const app = await dir.addApp();
    await assign(dir.store, app, { users: [dir.ada] }, NOW);

    await expect(unassign(dir.store, app, { users: [dir.ada, dir.bob] }, NOW)).rejects.toMatchObject({
      code: "NOT_ASSIGNED",
    });
    expect(await assignmentOf(dir.store.read, app.id, dir.ada.id)).toBeDefined();

    await unassign(dir.store, app, { users: [dir.ada] }, NOW);
    expect(await assignmentOf(dir.store.read, app.id, dir.ada.id)).toBeUndefined();
    expect((await dir.events()).at(-1)).toBe("application.user_membership.remove");
  });
});
