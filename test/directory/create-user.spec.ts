import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { assign } from "../../src/directory/assign.js";
import { createUser } from "../../src/directory/create-user.js";
import { createGroup, deleteGroup } from "../../src/directory/groups.js";
import { appsOfUser } from "../../src/store/assignments.js";
import { type Group, groupByName, groupsOfUser } from "../../src/store/groups.js";
import { passwordHashOf, usersOfOrg } from "../../src/store/users.js";
import { type DirectoryOrg, directoryOrg, NOW } from "./org.js";

describe("making a person", () => {
  let dir: DirectoryOrg;
  beforeEach(async () => {
    dir = await directoryOrg();
  });
  afterEach(() => dir[Symbol.asyncDispose]());

  it.each([
    ["grace@example.com", "Grace", "User"],
    ["grace.hopper@example.com", "Grace", "Hopper"],
    [`${"a".repeat(60)}@example.com`, `A${"a".repeat(49)}`, "User"],
    ["anna_maria-de.luca@example.com", "Anna", "Maria De Luca"],
  ])("%s becomes %s %s, active, a member of Everyone, without a password", async (login, firstName, lastName) => {
    const user = await createUser(dir.store, dir.org, { login }, NOW);

    expect(user).toMatchObject({ login, email: login, firstName, lastName, status: "ACTIVE", profile: {} });
    expect((await groupsOfUser(dir.store.read, user.id)).map(({ name }) => name)).toEqual(["Everyone"]);
    expect(await passwordHashOf(dir.store.read, user.id)).toBeFalsy();
  });

  it("keeps what is given, the password as a hash", async () => {
    const given = {
      login: "a@example.com",
      email: "b@example.com",
      firstName: "Ada",
      lastName: "B",
      password: "Longer-than-8",
    };

    const user = await createUser(dir.store, dir.org, given, NOW);

    expect(user).toMatchObject({ email: "b@example.com", firstName: "Ada", lastName: "B" });
    expect(user).not.toHaveProperty("password");
    expect(await passwordHashOf(dir.store.read, user.id)).not.toContain("Longer-than-8");
  });

  it.each([
    [{ login: "grace" }, "the login is not an e-mail address"],
    [{ login: "a@b" }, "the login has fewer than 5 characters"],
    [{ login: `${"a".repeat(95)}@b.com` }, "the login has more than 100 characters"],
    [{ login: "two words@example.com" }, "the login is not an e-mail address"],
    [{ login: "<b>@example.com", firstName: "B" }, "the login is not an e-mail address"],
    [{ login: "gr\u0007ace@example.com", firstName: "G" }, "the login is not an e-mail address"],
    [
      { login: "g@example.com", email: "x" },
      "the e-mail has fewer than 5 characters; the e-mail is not an e-mail address",
    ],
    [{ login: "g@example.com", firstName: " " }, "the first name is empty"],
    [{ login: "g@example.com", firstName: "\u001b[31m" }, "the first name has a control character in it"],
    [{ login: "g@example.com", lastName: "n".repeat(51) }, "the last name has more than 50 characters"],
    [{ login: "g@example.com", password: "1234567" }, "the password has fewer than 8 characters"],
    [{ login: "g@example.com", password: "p".repeat(73) }, "the password has more than 72 characters"],
  ])("refuses %j", async (input, why) => {
    await expect(createUser(dir.store, dir.org, input, NOW)).rejects.toMatchObject({
      code: "USER_INVALID",
      status: 2,
      why,
    });
    expect((await usersOfOrg(dir.store.read, dir.org.id)).rows).toHaveLength(2);
  });

  it("refuses a login that is taken, whatever its capitals", async () => {
    await expect(createUser(dir.store, dir.org, { login: "ADA@Example.com" }, NOW)).rejects.toMatchObject({
      code: "USER_EXISTS",
      status: 4,
    });
  });

  it("joins the groups that are given, and has their apps and those of Everyone at once", async () => {
    const group = await createGroup(dir.store, dir.org, { name: "Engineering" }, NOW);
    const [wiki, shop] = [await dir.addApp({ label: "Wiki" }), await dir.addApp()];
    const everyone = (await groupByName(dir.store.read, dir.org.id, "Everyone")) as Group;
    await assign(dir.store, wiki, { groups: [group] }, NOW);
    await assign(dir.store, shop, { groups: [everyone] }, NOW);
    const before = (await dir.events()).length;

    const user = await createUser(dir.store, dir.org, { login: "g@example.com", groups: [group, everyone] }, NOW);

    expect((await groupsOfUser(dir.store.read, user.id)).map(({ name }) => name)).toEqual(["Engineering", "Everyone"]);
    const apps = await appsOfUser(dir.store.read, user.id);
    expect(apps.map(({ app, assignment }) => [app.label, assignment.scope])).toEqual([
      ["Shop", "GROUP"],
      ["Wiki", "GROUP"],
    ]);
    expect((await dir.events()).slice(before)).toEqual([
      "user.lifecycle.create",
      "application.user_membership.add",
      "group.user_membership.add",
      "application.user_membership.add",
    ]);
  });

  it("makes nobody when a group was deleted meanwhile", async () => {
    const group = await createGroup(dir.store, dir.org, { name: "Engineering" }, NOW);
    await deleteGroup(dir.store, group, NOW);
    const before = await dir.events();

    await expect(
      createUser(dir.store, dir.org, { login: "g@example.com", groups: [group] }, NOW),
    ).rejects.toMatchObject({ code: "GROUP_GONE", status: 4 });

    expect((await usersOfOrg(dir.store.read, dir.org.id)).rows).toHaveLength(2);
    expect(await dir.events()).toEqual(before);
  });
});
