import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { assign, unassign } from "../../src/directory/assign.js";
import { findGroup } from "../../src/directory/find.js";
import { addMembers, createGroup, deleteGroup, removeMembers } from "../../src/directory/groups.js";
import type { App } from "../../src/store/apps.js";
import { assignmentOf } from "../../src/store/assignments.js";
import { groupsOfApp } from "../../src/store/group-assignments.js";
import { type Group, groupById, groupByName, groupsOfUser, membersOf } from "../../src/store/groups.js";
import { eventsOfOrg } from "../../src/store/log-events.js";
import { insertUser, setUserStatus, type User } from "../../src/store/users.js";
import { logEvent } from "../../src/system-log/event.js";
import { type DirectoryOrg, directoryOrg, LATER, NOW, personOf } from "./org.js";

let dir: DirectoryOrg;
let engineering: Group;
let app: App;
beforeEach(async () => {
  dir = await directoryOrg();
  engineering = await createGroup(dir.store, dir.org, { name: "Engineering", description: "They build it" }, NOW);
  app = await dir.addApp();
});
afterEach(() => dir[Symbol.asyncDispose]());

const everyone = async () => (await groupByName(dir.store.read, dir.org.id, "Everyone")) as Group;
const scopeOf = async (user: User) => (await assignmentOf(dir.store.read, app.id, user.id))?.scope;
/** The types of the events that the work writes. */
const eventsOf = async (work: () => Promise<unknown>) => {
  const before = (await dir.events()).length;
  await work();
  return (await dir.events()).slice(before);
};

describe("a group", () => {
  it("is found by id and by name, and made with one event", async () => {
    expect(await findGroup(dir.store, dir.org, engineering.id)).toEqual(engineering);
    expect(await findGroup(dir.store, dir.org, "Engineering")).toEqual(engineering);
    const [event] = (await eventsOfOrg(dir.store.read, dir.org.id, { type: "group.lifecycle.create" })).rows;
    expect(event?.body.target).toEqual([
      {
        id: engineering.id,
        type: "UserGroup",
        alternateId: "Engineering",
        displayName: "Engineering",
        detailEntry: null,
      },
    ]);
  });

  it("of a name that is near what was typed is offered", async () => {
    await expect(findGroup(dir.store, dir.org, "engineer")).rejects.toMatchObject({
      code: "GROUP_NOT_FOUND",
      status: 3,
      why: 'the nearest are: "Engineering"',
    });
  });

  it.each([
    ["", "the name is empty"],
    ["   ", "the name is empty"],
    ["x".repeat(256), "the name has more than 255 characters"],
    ["a\u0007b", "the name has a control character in it"],
    ["Party 🎉", "the platform takes no characters of four bytes (such as emoji) in the name"],
  ])("is not made with the name %j", async (name, why) => {
    await expect(createGroup(dir.store, dir.org, { name }, NOW)).rejects.toMatchObject({
      code: "GROUP_INVALID",
      status: 2,
      why,
    });
  });

  it("is not made twice, and not with a description that is too long", async () => {
    await expect(createGroup(dir.store, dir.org, { name: " Engineering " }, NOW)).rejects.toMatchObject({
      code: "GROUP_EXISTS",
      status: 4,
    });
    await expect(
      createGroup(dir.store, dir.org, { name: "X", description: "d".repeat(1025) }, NOW),
    ).rejects.toMatchObject({ code: "GROUP_INVALID" });
  });

  it("of another org is not found by its id", async () => {
    const other = { ...dir.org, id: "00oother" };
    await expect(findGroup(dir.store, other, engineering.id)).rejects.toMatchObject({ code: "GROUP_NOT_FOUND" });
  });
});

describe("members", () => {
  it("join once, all or none, and who is one already stays it", async () => {
    expect(await eventsOf(() => addMembers(dir.store, engineering, [dir.ada], NOW))).toEqual([
      "group.user_membership.add",
    ]);

    const rows = await addMembers(dir.store, engineering, [dir.ada, dir.bob], NOW);

    expect(rows.map(({ user, isNew }) => [user.login, isNew])).toEqual([
      ["ada@example.com", false],
      ["bob@example.com", true],
    ]);
    expect(await eventsOf(() => addMembers(dir.store, engineering, [dir.ada, dir.bob], NOW))).toEqual([]);
    await expect(addMembers(dir.store, engineering, [personOf(dir.org, "new@example.com")], NOW)).rejects.toMatchObject(
      { code: "USER_GONE" },
    );
  });

  it("leave, all or none", async () => {
    await addMembers(dir.store, engineering, [dir.ada], NOW);

    await expect(removeMembers(dir.store, engineering, [dir.ada, dir.bob], NOW)).rejects.toMatchObject({
      code: "NOT_A_MEMBER",
      status: 4,
      what: 'bob@example.com is not a member of "Engineering"',
    });
    expect((await membersOf(dir.store.read, engineering.id)).rows.map(({ login }) => login)).toEqual([
      "ada@example.com",
    ]);

    expect(await eventsOf(() => removeMembers(dir.store, engineering, [dir.ada], NOW))).toEqual([
      "group.user_membership.remove",
    ]);
  });

  it("of Everyone are all people: it is not left, not joined and not deleted, but can be assigned", async () => {
    const group = await everyone();
    const refused = { code: "GROUP_BUILT_IN", status: 4, why: expect.stringContaining("BUILT_IN") };
    await expect(addMembers(dir.store, group, [dir.ada], NOW)).rejects.toMatchObject(refused);
    await expect(removeMembers(dir.store, group, [dir.ada], NOW)).rejects.toMatchObject(refused);
    await expect(deleteGroup(dir.store, group, NOW)).rejects.toMatchObject(refused);

    const { groups } = await assign(dir.store, app, { groups: [group] }, NOW);

    expect(groups).toMatchObject([{ isNew: true, members: 2 }]);
    expect(await scopeOf(dir.bob)).toBe("GROUP");
  });
});

describe("an app that a group has", () => {
  it("comes to its members under the app's username, with one event each, and to those who join later", async () => {
    await addMembers(dir.store, engineering, [dir.ada], NOW);
    const assigned = await eventsOf(() => assign(dir.store, app, { groups: [engineering] }, NOW));
    expect(assigned).toEqual(["group.application_assignment.add", "application.user_membership.add"]);
    expect(await assignmentOf(dir.store.read, app.id, dir.ada.id)).toMatchObject({
      scope: "GROUP",
      username: "ada@example.com",
      profile: {},
    });

    const joined = await eventsOf(() => addMembers(dir.store, engineering, [dir.bob], LATER));
    expect(joined).toEqual(["group.user_membership.add", "application.user_membership.add"]);
    expect(await scopeOf(dir.bob)).toBe("GROUP");
  });

  it("is assigned once: again it writes nothing", async () => {
    await assign(dir.store, app, { groups: [engineering] }, NOW);
    const again = async () =>
      expect(await assign(dir.store, app, { groups: [engineering] }, LATER)).toEqual({
        users: [],
        groups: [{ group: engineering, created: NOW, isNew: false, members: 0 }],
      });
    expect(await eventsOf(again)).toEqual([]);
  });

  it("goes with the membership, unless another group or an assignment of the person's own gives it", async () => {
    const sales = await createGroup(dir.store, dir.org, { name: "Sales" }, NOW);
    for (const group of [engineering, sales]) await addMembers(dir.store, group, [dir.ada, dir.bob], NOW);
    await assign(dir.store, app, { users: [dir.bob], groups: [engineering, sales] }, NOW);

    await removeMembers(dir.store, engineering, [dir.ada, dir.bob], NOW);
    expect([await scopeOf(dir.ada), await scopeOf(dir.bob)]).toEqual(["GROUP", "USER"]);

    const left = await eventsOf(() => removeMembers(dir.store, sales, [dir.ada, dir.bob], NOW));
    expect([await scopeOf(dir.ada), await scopeOf(dir.bob)]).toEqual([undefined, "USER"]);
    expect(left).toEqual([
      "group.user_membership.remove",
      "application.user_membership.remove",
      "group.user_membership.remove",
    ]);
  });

  it("goes when the group is unassigned", async () => {
    await addMembers(dir.store, engineering, [dir.ada, dir.bob], NOW);
    await assign(dir.store, app, { users: [dir.bob], groups: [engineering] }, NOW);

    const { groups } = await unassign(dir.store, app, { groups: [engineering] }, NOW);

    expect(groups).toEqual([{ group: engineering, members: 1 }]);
    expect([await scopeOf(dir.ada), await scopeOf(dir.bob)]).toEqual([undefined, "USER"]);
    await expect(unassign(dir.store, app, { groups: [engineering] }, NOW)).rejects.toMatchObject({
      code: "GROUP_NOT_ASSIGNED",
    });
  });

  it("goes when the group is deleted, assigned or not", async () => {
    await addMembers(dir.store, engineering, [dir.ada], NOW);
    await assign(dir.store, app, { groups: [engineering] }, NOW);

    const deleted = await eventsOf(() => deleteGroup(dir.store, engineering, NOW));

    expect(deleted).toEqual([
      "application.user_membership.remove",
      "group.application_assignment.remove",
      "group.lifecycle.delete",
    ]);
    expect(await scopeOf(dir.ada)).toBeUndefined();
    expect(await groupById(dir.store.read, engineering.id)).toBeUndefined();
    expect((await groupsOfUser(dir.store.read, dir.ada.id)).map(({ name }) => name)).toEqual(["Everyone"]);
    expect((await groupsOfApp(dir.store.read, app.id)).rows).toEqual([]);
    await expect(deleteGroup(dir.store, engineering, NOW)).rejects.toMatchObject({ code: "GROUP_GONE" });
    await expect(assign(dir.store, app, { groups: [engineering] }, NOW)).rejects.toMatchObject({ code: "GROUP_GONE" });
  });

  it("does not come to members who are deactivated; suspended ones keep it, and cannot sign in", async () => {
    const gone = personOf(dir.org, "gone@example.com");
    const held = personOf(dir.org, "held@example.com");
    await dir.store.write(async (tx) => {
      for (const user of [gone, held]) await insertUser(tx, user, null);
      await setUserStatus(tx, gone.id, "DEPROVISIONED", NOW);
      await setUserStatus(tx, held.id, "SUSPENDED", NOW);
      const event = { org: dir.org.id, now: NOW, type: "user.lifecycle.create", result: "SUCCESS" } as const;
      await tx.record(logEvent(event));
    });
    await addMembers(dir.store, engineering, [gone, held], NOW);
    await assign(dir.store, app, { groups: [engineering] }, NOW);
    expect([await scopeOf(gone), await scopeOf(held)]).toEqual([undefined, "GROUP"]);

    const other = await createGroup(dir.store, dir.org, { name: "Other" }, NOW);
    await assign(dir.store, app, { groups: [other] }, NOW);
    await addMembers(dir.store, other, [{ ...gone, status: "DEPROVISIONED" }], NOW);
    expect(await scopeOf(gone)).toBeUndefined();
  });
});

describe("a person's own assignment", () => {
  beforeEach(async () => {
    await addMembers(dir.store, engineering, [dir.ada], NOW);
    await assign(dir.store, app, { groups: [engineering] }, NOW);
  });

  it("wins over the group's, and keeps the app user", async () => {
    const before = await assignmentOf(dir.store.read, app.id, dir.ada.id);

    const made = await eventsOf(() => assign(dir.store, app, { users: [dir.ada] }, LATER));

    expect(made).toEqual(["application.user_membership.update"]);
    expect(await assignmentOf(dir.store.read, app.id, dir.ada.id)).toEqual({ ...before, scope: "USER" });
  });

  it("ends in the group's where one still gives the app", async () => {
    await assign(dir.store, app, { users: [dir.ada] }, LATER);

    const { users } = await unassign(dir.store, app, { users: [dir.ada] }, LATER);

    expect(users).toEqual([{ user: dir.ada, through: [engineering] }]);
    expect(await scopeOf(dir.ada)).toBe("GROUP");
  });

  it("ends for good when the group is unassigned with it", async () => {
    await assign(dir.store, app, { users: [dir.ada] }, LATER);

    const gone = await unassign(dir.store, app, { users: [dir.ada], groups: [engineering] }, LATER);

    expect(gone.users).toEqual([{ user: dir.ada, through: [] }]);
    expect(await scopeOf(dir.ada)).toBeUndefined();
  });

  it("cannot be taken from who has the app through groups only; then nothing is", async () => {
    await assign(dir.store, app, { users: [dir.bob] }, LATER);

    const refused = unassign(dir.store, app, { users: [dir.bob, dir.ada], groups: [engineering] }, LATER);

    await expect(refused).rejects.toMatchObject({
      code: "GIVEN_BY_GROUP",
      status: 4,
      what: 'ada@example.com has Shop through the group "Engineering"',
      fix: "appint groups remove-member Engineering --user ada@example.com, or appint unassign shop --group Engineering",
    });
    expect([await scopeOf(dir.ada), await scopeOf(dir.bob)]).toEqual(["GROUP", "USER"]);
  });

  it("and a group are assigned together or not at all", async () => {
    const wiki = await dir.addApp({ label: "Wiki" });
    const gone = { ...engineering, id: "00gnone" };

    await expect(assign(dir.store, wiki, { users: [dir.bob], groups: [engineering, gone] }, NOW)).rejects.toMatchObject(
      { code: "GROUP_GONE" },
    );

    expect(await assignmentOf(dir.store.read, wiki.id, dir.bob.id)).toBeUndefined();
    expect(await assignmentOf(dir.store.read, wiki.id, dir.ada.id)).toBeUndefined();
    expect((await groupsOfApp(dir.store.read, wiki.id)).rows).toEqual([]);
  });
});
