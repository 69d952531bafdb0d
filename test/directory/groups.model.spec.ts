/** Random changes of people, groups and apps: at every moment the gate says the same as three small sets. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assign, unassign } from "../../src/directory/assign.js";
import { addMembers, createGroup, deleteGroup, removeMembers } from "../../src/directory/groups.js";
import { accessTo } from "../../src/idp/sessions/access.js";
import type { Problem } from "../../src/problem.js";
import type { App } from "../../src/store/apps.js";
import { assignmentOf, assignmentsOfApp } from "../../src/store/assignments.js";
import { type Group, groupByName } from "../../src/store/groups.js";
import { type DirectoryOrg, directoryOrg, NOW } from "./org.js";

const two = fc.nat(1);
const doing = <const V extends string>(...verbs: V[]) =>
  fc.record({ verb: fc.constantFrom(...verbs), app: two, user: two, group: two });
const step = fc.oneof(
  // Most often what makes an app come from several sides, and one of them end.
  { weight: 4, arbitrary: doing("assign group", "assign everyone") },
  { weight: 4, arbitrary: doing("remove member") },
  { weight: 2, arbitrary: doing("add member", "assign user", "unassign user") },
  { weight: 2, arbitrary: doing("unassign group", "unassign everyone") },
  { weight: 1, arbitrary: doing("delete group") },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Who has what, as sets of `a+b`. */
class Model {
  readonly own = new Set<string>(); // app+user
  readonly given = new Set<string>(); // app+group
  readonly members = new Set(["0+0", "0+1", "1+0", "1+1", "2+0", "2+1"]); // group+user; group 2 is Everyone

  through(app: number, user: number): boolean {
    return [0, 1, 2].some((group) => this.given.has(`${app}+${group}`) && this.members.has(`${group}+${user}`));
  }

  /** What the command must answer: undefined for done, else the code of the refusal. */
  take({ verb, app, user, group }: Step): string | undefined {
    const subject = verb.endsWith("everyone") ? 2 : group;
    switch (verb) {
      case "assign user":
        this.own.add(`${app}+${user}`);
        return undefined;
      case "unassign user":
        if (this.own.delete(`${app}+${user}`)) return undefined;
        return this.through(app, user) ? "GIVEN_BY_GROUP" : "NOT_ASSIGNED";
      case "assign group":
      case "assign everyone":
        this.given.add(`${app}+${subject}`);
        return undefined;
      case "unassign group":
      case "unassign everyone":
        return this.given.delete(`${app}+${subject}`) ? undefined : "GROUP_NOT_ASSIGNED";
      case "add member":
        this.members.add(`${group}+${user}`);
        return undefined;
      case "remove member":
        return this.members.delete(`${group}+${user}`) ? undefined : "NOT_A_MEMBER";
      default: {
        for (const pair of [...this.given]) if (pair.endsWith(`+${group}`)) this.given.delete(pair);
        for (const pair of [...this.members]) if (pair.startsWith(`${group}+`)) this.members.delete(pair);
        return undefined;
      }
    }
  }
}

/** The same by the directory. A group that was deleted is made again, empty. */
async function act(dir: DirectoryOrg, apps: App[], groups: Group[], { verb, app, user, group }: Step) {
  const [one, person] = [apps[app] as App, [dir.ada, dir.bob][user] as DirectoryOrg["ada"]];
  const subject = groups[verb.endsWith("everyone") ? 2 : group] as Group;
  switch (verb) {
    case "assign user":
      return await assign(dir.store, one, { users: [person] }, NOW);
    case "unassign user":
      return await unassign(dir.store, one, { users: [person] }, NOW);
    case "assign group":
    case "assign everyone":
      return await assign(dir.store, one, { groups: [subject] }, NOW);
    case "unassign group":
    case "unassign everyone":
      return await unassign(dir.store, one, { groups: [subject] }, NOW);
    case "add member":
      return await addMembers(dir.store, subject, [person], NOW);
    case "remove member":
      return await removeMembers(dir.store, subject, [person], NOW);
    default:
      await deleteGroup(dir.store, subject, NOW);
      groups[group] = await createGroup(dir.store, dir.org, { name: subject.name }, NOW);
  }
}

const of = (verb: Step["verb"], user = 0, group = 0): Step => ({ verb, app: 0, user, group });

/** An app from two sides, of which one ends; then the other. */
const given = [
  ...[of("assign group"), of("assign everyone"), of("remove member"), of("unassign everyone"), of("assign user")],
  ...[of("assign group", 0, 1), of("unassign user"), of("unassign user"), of("delete group", 0, 1), of("delete group")],
];
const taken = [
  ...[of("assign group"), of("assign group", 0, 1), of("unassign group"), of("remove member", 1, 1), of("add member")],
  ...[of("assign user", 1), of("delete group", 0, 1), of("unassign user", 1), of("assign everyone")],
];

describe("who may use which app", () => {
  it("follows from own assignments, groups' assignments and memberships alone, whatever happened before", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 25, size: "max" }), async (steps) => {
        await using dir = await directoryOrg();
        const apps = [await dir.addApp({ label: "A" }), await dir.addApp({ label: "B" })];
        const groups = [
          await createGroup(dir.store, dir.org, { name: "0" }, NOW),
          await createGroup(dir.store, dir.org, { name: "1" }, NOW),
          (await groupByName(dir.store.read, dir.org.id, "Everyone")) as Group,
        ];
        // Everybody in everything: what two sources give at once is where mistakes are.
        for (const group of groups.slice(0, 2)) await addMembers(dir.store, group, [dir.ada, dir.bob], NOW);
        const model = new Model();
        for (const each of steps) {
          const expected = model.take(each);
          const done = await act(dir, apps, groups, each).then(
            () => undefined,
            (problem: Problem) => problem.code ?? problem,
          );
          expect(done).toBe(expected);
          for (const [app, { id }] of apps.entries()) {
            let rows = 0;
            for (const [user, person] of [dir.ada, dir.bob].entries()) {
              const [own, through] = [model.own.has(`${app}+${user}`), model.through(app, user)];
              if (own || through) rows++;
              const access = await accessTo(dir.store, { app: id, user: person.id, run: null, now: NOW });
              expect("allowed" in access).toBe(own || through);
              const scope = (await assignmentOf(dir.store.read, id, person.id))?.scope;
              expect(scope).toBe(own ? "USER" : through ? "GROUP" : undefined);
            }
            expect((await assignmentsOfApp(dir.store.read, id)).rows).toHaveLength(rows);
          }
        }
      }),
      { numRuns: 25, examples: [[given], [taken]] },
    );
  });
});
