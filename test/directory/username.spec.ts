import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { assign, unassign } from "../../src/directory/assign.js";
import { createUser } from "../../src/directory/create-user.js";
import { addMembers, createGroup } from "../../src/directory/groups.js";
import { updateUsernames } from "../../src/directory/update-usernames.js";
import { checkedUsername, readyUsernames, type UsernameTemplate, usernameFor } from "../../src/directory/username.js";
import { newDocument } from "../../src/integrations/document.js";
import { type App, appById } from "../../src/store/apps.js";
import { assignmentOf, oddUsernames } from "../../src/store/assignments.js";
import { groupByName } from "../../src/store/groups.js";
import type { User } from "../../src/store/users.js";
import { type DirectoryOrg, directoryOrg, LATER, NOW, personOf } from "./org.js";

let dir: DirectoryOrg;
beforeEach(async () => {
  dir = await directoryOrg();
});
afterEach(() => dir[Symbol.asyncDispose]());

const builtIn = (template: string, more: Partial<UsernameTemplate> = {}) =>
  appWith({ template, type: "BUILT_IN", ...more });
const custom = (template: string) => appWith({ template, type: "CUSTOM" });
const NONE = { template: "", type: "NONE" } as const;

async function appWith(format: UsernameTemplate): Promise<App> {
  const document = newDocument({ hidden: false, settings: {}, oauthClient: {} });
  document.credentials.userNameTemplate = format;
  return await dir.addApp({ document });
}

const nameOf = async (app: App, user: User) => {
  await readyUsernames([app]);
  return await usernameFor(dir.store.read, app, user, NOW);
};
const keptName = async (app: App, user: User) => (await assignmentOf(dir.store.read, app.id, user.id))?.username;

describe("the app username", () => {
  const profile = { samAccountName: "ALOVE", employeeID: "7", userName: "ada@ad.example", city: "London" };

  it.each([
    ["${source.login}", "Ada@Example.com"],
    ['${fn:substringBefore(source.login, "@")}', "Ada"],
    ["${source.email}", "A.L@Example.com"],
    ["${fn:toLowerCase(source.email)}", "a.l@example.com"],
    ['${fn:substringBefore(source.email, "@")}', "A.L"],
    ["${source.employeeID}", "7"],
    ["${fn:toLowerCase(source.samAccountName)}", "alove"],
    ['${fn:substringBefore(source.userName, "@")}', "ada"],
    ["${source.userName}${instance.userSuffix}", "ada@ad.example+x"],
  ])("by the built-in format %s is %s", async (template, name) => {
    const ada = personOf(dir.org, "Ada@Example.com", { email: "A.L@Example.com", profile });
    expect(await nameOf(await builtIn(template, { userSuffix: "+x" }), ada)).toBe(name);
  });

  it.each([
    ['String.substringBefore(user.login, "@") + "@acme.example"', "ada@acme.example"],
    ['user.city == "London" ? "uk-" + source.firstName : user.login', "uk-Ada"],
    ["org.subDomain + app.label", "acmeShop"],
    ['isMemberOfGroupName("Everyone") ? "in" : "out"', "in"],
    ['Time.now("UTC", "yyyy") + Iso3166Convert.toAlpha3("GB")', "2026GBR"],
    ['appuser.role ?: "nobody"', "nobody"],
  ])("by the expression %s is %s", async (template, name) => {
    const app = await custom(template);
    const ada = { ...dir.ada, profile };
    expect(await nameOf(app, ada)).toBe(name);
  });

  it.each([
    ["an attribute that nobody has", "user.samAccountName", "is empty"],
    ["blanks alone", '"  "', "is empty"],
    [
      "more than the platform keeps",
      'String.replace("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "x", "1234")',
      "has 120 characters",
    ],
    ["a control character", '"a\tb"', "has a control character in it"],
    ["a function on nothing", "String.toUpperCase(user.samAccountName)", "was given nothing (character 20)"],
  ])("is refused where the format gives %s", async (_what, template, why) => {
    const app = await custom(template);

    const refused = assign(dir.store, app, { users: [dir.bob, dir.ada] }, NOW);

    await expect(refused).rejects.toMatchObject({
      code: "USERNAME_UNUSABLE",
      status: 4,
      why: expect.stringContaining(why),
    });
    expect(await keptName(app, dir.bob)).toBeUndefined();
    expect(
      (await assign(dir.store, app, { users: [dir.ada], username: " ada " }, NOW)).users[0]?.assignment.username,
    ).toBe("ada");
  });

  it("is typed for each person where the format is None", async () => {
    const app = await appWith(NONE);

    await expect(assign(dir.store, app, { users: [dir.ada] }, NOW)).rejects.toMatchObject({
      code: "USERNAME_NEEDED",
      fix: "appint assign shop --user ada@example.com --username <name>",
    });
    await assign(dir.store, app, { users: [dir.ada], username: "al" }, NOW);
    expect(await keptName(app, dir.ada)).toBe("al");
  });

  it.each(["", "  ", "x".repeat(101), "a\u0007"])("that is typed as %j is refused", (typed) => {
    expect(() => checkedUsername(typed)).toThrow("cannot be a username");
  });

  it("can be typed again for somebody who has the app, with an event of its own", async () => {
    const app = await dir.addApp();
    await assign(dir.store, app, { users: [dir.ada] }, NOW);

    const { users } = await assign(dir.store, app, { users: [dir.ada], username: "ada" }, LATER);

    expect(users[0]).toMatchObject({ isNew: false, before: "ada@example.com", assignment: { username: "ada" } });
    expect((await dir.events()).at(-1)).toBe("application.user_membership.change_username");
    const before = await dir.events();
    await assign(dir.store, app, { users: [dir.ada], username: "ada" }, LATER);
    expect(await dir.events()).toEqual(before);
  });
});

describe("a member of a group", () => {
  it("has the app without a name where the format has none, and gets one when it is typed", async () => {
    const app = await appWith(NONE);
    const everyone = await groupByName(dir.store.read, dir.org.id, "Everyone");
    await assign(dir.store, app, { groups: everyone ? [everyone] : [] }, NOW);

    expect(await keptName(app, dir.ada)).toBe("");
    expect(await oddUsernames(dir.store.read, app.id, 5)).toEqual({
      missing: ["ada@example.com", "bob@example.com"],
      shared: [],
    });
    const eve = await createUser(dir.store, dir.org, { login: "eve@example.com" }, NOW);
    expect(await keptName(app, eve)).toBe("");
    await expect(assign(dir.store, app, { users: [dir.ada] }, NOW)).rejects.toMatchObject({ code: "USERNAME_NEEDED" });
    await assign(dir.store, app, { users: [dir.ada], username: "al" }, NOW);
    expect(await keptName(app, dir.ada)).toBe("al");
    await unassign(dir.store, app, { users: [dir.ada] }, NOW);
    expect(await keptName(app, dir.ada), "what was set for the person is lost").toBe("");
  });

  it("who joins gets a name whose functions need a library", async () => {
    const app = await custom('Time.now("UTC", "yyyy") + user.login');
    const group = await createGroup(dir.store, dir.org, { name: "Engineering" }, NOW);
    await assign(dir.store, app, { groups: [group] }, NOW);
    await addMembers(dir.store, group, [dir.ada], NOW);
    expect(await keptName(app, dir.ada)).toBe("2026ada@example.com");
  });
});

describe("Update Now", () => {
  const withFormat = async (app: App, format: UsernameTemplate): Promise<App> => {
    const now = (await appById(dir.store.read, app.id)) as App;
    return {
      ...now,
      document: { ...now.document, credentials: { ...now.document.credentials, userNameTemplate: format } },
    };
  };

  it("applies a format to people who have the app, and keeps what it cannot make", async () => {
    const app = await dir.addApp();
    await assign(dir.store, app, { users: [dir.ada, dir.bob] }, NOW);
    const edited = await withFormat(app, {
      template: 'user.login == "ada@example.com" ? "ada" : user.samAccountName',
      type: "CUSTOM",
    });

    const { changed, kept } = await updateUsernames(dir.store, edited, {}, LATER);

    expect(changed.map(({ before, username }) => [before, username])).toEqual([["ada@example.com", "ada"]]);
    expect(kept).toMatchObject([{ username: "bob@example.com", why: expect.stringMatching(/is empty$/) }]);
    expect(await keptName(app, dir.ada)).toBe("ada");
    expect(await keptName(app, dir.bob)).toBe("bob@example.com");
    const before = await dir.events();
    expect((await updateUsernames(dir.store, edited, {}, LATER)).changed).toEqual([]);
    expect(await dir.events()).toEqual(before);
  });

  it("of one person leaves the others, and refuses who has not the app", async () => {
    const app = await dir.addApp();
    await assign(dir.store, app, { users: [dir.ada, dir.bob], groups: [] }, NOW);
    const edited = await withFormat(app, { template: '"same"', type: "CUSTOM" });

    await updateUsernames(dir.store, edited, { users: [dir.bob] }, LATER);
    expect(await keptName(app, dir.ada)).toBe("ada@example.com");
    await updateUsernames(dir.store, edited, { users: [dir.ada] }, LATER);
    expect((await oddUsernames(dir.store.read, app.id, 5)).shared).toEqual([{ username: "same", people: 2 }]);

    await unassign(dir.store, app, { users: [dir.bob] }, LATER);
    await expect(updateUsernames(dir.store, edited, { users: [dir.bob] }, LATER)).rejects.toMatchObject({
      code: "NO_NAME_TO_UPDATE",
    });
  });

  it("has nothing to apply where names are typed", async () => {
    await expect(updateUsernames(dir.store, await appWith(NONE), {}, NOW)).rejects.toMatchObject({
      code: "USERNAMES_TYPED",
    });
  });
});
