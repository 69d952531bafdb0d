/**
 * What every store promises, whatever engine is below and however its database came to be. Written once; each way to
 * get a store calls it with its own `prepare` (test/store/conformance.spec.ts).
 * Long because it is one list of promises.
 */
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sha256Hex } from "../../src/crypto/hash.js";
import { randomToken } from "../../src/crypto/ids.js";
import { hashPassword } from "../../src/crypto/password.js";
import {
  type App,
  appByExternalKey,
  appById,
  appBySlug,
  appsByLabel,
  appsOfOrg,
  insertApp,
  slugsLike,
  updateApp,
} from "../../src/store/apps.js";
import {
  appsOfUser,
  assignedUsersOfApp,
  assignmentOf,
  assignmentsOfApp,
  deleteAssignment,
  insertAssignment,
  updateAssignment,
} from "../../src/store/assignments.js";
import { forgetExpired } from "../../src/store/expiry.js";
import {
  appsOfGroup,
  deleteGroupAssignment,
  groupAssignedSince,
  groupsGiving,
  groupsOfApp,
  insertGroupAssignment,
  membersOnlyThrough,
  membersWithoutApp,
} from "../../src/store/group-assignments.js";
import {
  addMember,
  deleteGroup,
  groupById,
  groupByName,
  groupsOfOrg,
  groupsOfUser,
  insertGroup,
  isMember,
  membersOf,
  removeMember,
} from "../../src/store/groups.js";
import { activeKey, insertKey, keysOf, openKey, setKeyStatus } from "../../src/store/keys.js";
import { eventsOfOrg, type LogEvent } from "../../src/store/log-events.js";
import { issueOnce, peekOnce, redeemOnce } from "../../src/store/one-time.js";
import {
  currentOrg,
  insertOrg,
  type Org,
  orgById,
  orgBySlug,
  orgs,
  setCurrentOrg,
  setOrigin,
} from "../../src/store/orgs.js";
import type { Page, PageRequest } from "../../src/store/page.js";
import {
  consumeState,
  deleteState,
  deleteStateOfGrant,
  putState,
  stateById,
  stateByUid,
  stateByUserCode,
} from "../../src/store/protocol-state.js";
import { deleteExpired, deleteRun, insertRun, runById, runByTokenHash, setRunOverlay } from "../../src/store/runs.js";
import { deleteSecret, insertSecret, secretsOf, setSecretStatus } from "../../src/store/secrets.js";
import {
  deleteSession,
  deleteSessionByUid,
  insertSession,
  sessionById,
  sessionByUid,
  updateSession,
} from "../../src/store/sessions.js";
import type { OrgWriter, Store } from "../../src/store/store.js";
import {
  insertUser,
  passwordHashOf,
  setPasswordHash,
  setUserStatus,
  userById,
  userByLogin,
  usersOfOrg,
} from "../../src/store/users.js";
import { recordEvent, recordEvents } from "../../src/system-log/record.js";
import { aGroup, aKey, anApp, anAssignment, anEvent, anOrg, aRun, aSecret, aSession, at, aUser, NOON } from "./rows.js";

/** One database, of which any number of stores can be opened. */
export interface Subject {
  open(): Promise<Store>;
  /** Everything that the database keeps, as it lies on the disk or travels in a dump. */
  bytes(): Promise<Buffer>;
  dispose(): Promise<void>;
}

/** Registers the suite under a name. `prepare` makes a database of its own for every test. */
export function storeConformance(name: string, prepare: () => Promise<Subject>): void {
  describe(name, () => {
    let subject: Subject;
    let store: Store;
    let org: Org;

    /** A change that a test needs done; the event belongs to every change. */
    const change = <T>(work: (tx: OrgWriter) => Promise<T>) =>
      store.write(async (tx) => {
        const result = await work(tx);
        await tx.record(anEvent(org.id));
        return result;
      });

    beforeEach(async () => {
      subject = await prepare();
      store = await subject.open();
      org = anOrg();
      await change((tx) => insertOrg(tx, org));
    });

    afterEach(async () => {
      await store.close();
      await subject.dispose();
    });

    /** A second store over the same database, as another process would have. */
    async function withSecondStore<T>(use: (second: Store) => Promise<T>): Promise<T> {
      const second = await subject.open();
      try {
        return await use(second);
      } finally {
        await second.close();
      }
    }

    const eventCount = async () => (await eventsOfOrg(store.read, org.id, { limit: 1000 })).rows.length;

    describe("a database", () => {
      it("keeps its instance id and opens what was sealed before", async () => {
        const sealed = store.seal("s3cret ü");
        await withSecondStore(async (second) => {
          expect(second.instanceId).toBe(store.instanceId);
          expect(second.unseal(sealed)).toBe("s3cret ü");
        });
      });

      it("keeps a secret, a private key and a password only sealed or hashed", async () => {
        const canaries = ["canary-client-secret-5e2a", "canary-private-key-77c1", "canary-password-90bb"];
        const [secret, privateKey, password] = canaries as [string, string, string];
        const app = anApp(org.id);
        const user = aUser(org.id);
        const hash = await hashPassword(password);
        const cookie = "canary-session-cookie-e4d0";
        const runToken = "canary-run-token-a6f2";
        await change(async (tx) => {
          await insertApp(tx, app);
          await insertUser(tx, user, hash);
          await insertSecret(tx, aSecret(org.id, app.id, { sealed: store.seal(secret) }));
          await insertKey(tx, aKey(org.id, { sealedPrivateKey: store.seal(privateKey) }));
          await tx.record(
            anEvent(org.id, {
              debugData: { clientSecret: secret, url: `/login?token=${runToken}&x=1` },
              request: { url: `/app?password=${password}` },
            }),
          );
        });
        await store.keep(async (tx) => {
          await insertSession(tx, aSession(org.id, { id: cookie }));
          await insertRun(tx, aRun(org.id, { token: runToken }));
        });

        const bytes = await subject.bytes();

        expect(bytes.includes(user.login)).toBe(true); // the scan can see what is there
        for (const canary of [...canaries, cookie, runToken]) expect(bytes.includes(canary), canary).toBe(false);
        const [kept] = await secretsOf(store.read, app.id, "client_secret");
        expect(store.unseal(kept?.sealed ?? "")).toBe(secret);
        expect(openKey(store, (await keysOf(store.read, org.id))[0] as never).privateKeyPem).toBe(privateKey);
      });

      it("refuses everything once it is closed", async () => {
        const second = await subject.open();
        await second.close();
        await second.close();
        await expect(second.read.get("SELECT 1")).rejects.toThrow("closed");
        await expect(second.keep(async () => 1)).rejects.toThrow("closed");
        await expect(second.write(async () => 1)).rejects.toThrow("closed");
      });

      it("finishes what is being written before it closes", async () => {
        const second = await subject.open();
        const written = second.keep((tx) =>
          issueOnce(tx, { kind: "k", id: "late", org: org.id, payload: {}, expires: at(60) }),
        );
        await second.close();
        await written;
        expect(await peekOnce(store.read, "k", "late", NOON)).toEqual({});
      });
    });

    describe("write", () => {
      it("brings a change and its event at once, also to another store", async () => {
        const user = aUser(org.id);
        const event = anEvent(org.id, { type: "user.lifecycle.create" });
        await withSecondStore(async (second) => {
          await store.write(async (tx) => {
            await insertUser(tx, user, null);
            await tx.record(event);
          });
          expect(await userById(second.read, user.id)).toEqual(user);
          expect((await eventsOfOrg(second.read, org.id, { type: "user.lifecycle.create" })).rows).toEqual([event]);
        });
      });

      it("leaves neither when the work fails after both", async () => {
        const user = aUser(org.id);
        const before = await eventCount();
        await expect(
          change(async (tx) => {
            await insertUser(tx, user, null);
            await tx.record(anEvent(org.id));
            throw new Error("no");
          }),
        ).rejects.toThrow("no");
        expect(await userById(store.read, user.id)).toBeUndefined();
        expect(await eventCount()).toBe(before);
      });

      it("undoes a change that records no event", async () => {
        const user = aUser(org.id);
        await expect(store.write((tx) => insertUser(tx, user, null))).rejects.toThrow("recorded no event");
        expect(await userById(store.read, user.id)).toBeUndefined();
      });

      it("undoes a change that awaits something else than its tx, and lets the work do nothing more", async () => {
        const user = aUser(org.id);
        let later: Promise<unknown> = Promise.resolve();
        await expect(
          store.write(async (tx) => {
            await insertUser(tx, user, null);
            later = sleep(5).then(() => tx.record(anEvent(org.id)));
            await later;
          }),
        ).rejects.toThrow("awaited something else");
        await expect(later).rejects.toThrow("is over");
        expect(await userById(store.read, user.id)).toBeUndefined();
        await change((tx) => insertUser(tx, user, null)); // the next one finds everything in order
      });

      it("undoes a change that goes on after a failed statement", async () => {
        const user = aUser(org.id);
        await expect(
          change(async (tx) => {
            await insertUser(tx, user, null);
            await tx.run("INSERT INTO no_such_table (a) VALUES (?)", [1]).catch(() => {});
            await insertUser(tx, aUser(org.id), null);
          }),
        ).rejects.toThrow("after a failed statement");
        await expect(
          store.write(async (tx) => {
            await insertUser(tx, user, null);
            await tx.record(anEvent(org.id));
            await tx.run("INSERT INTO no_such_table (a) VALUES (?)", [1]).catch(() => {}); // and nothing after it
          }),
        ).rejects.toThrow("after a failed statement");
        expect(await userById(store.read, user.id)).toBeUndefined();
      });

      it("refuses another write, keep or read inside, and the tx of a write that is over", async () => {
        const inside = [
          () => store.write(async () => 1),
          () => store.keep(async () => 1),
          () => store.read.get("SELECT 1"),
          () => store.read.all("SELECT 1"),
        ];
        for (const attempt of inside) {
          await expect(change(attempt)).rejects.toThrow("inside store.write");
          await expect(store.keep(attempt)).rejects.toThrow("inside store.keep");
        }
        let escaped: OrgWriter | undefined;
        await change(async (tx) => {
          escaped = tx;
        });
        await expect(escaped?.run("DELETE FROM org")).rejects.toThrow("is over");
        expect(await orgById(store.read, org.id)).toEqual(org);
      });

      it("is not confused by what a finished write left running", async () => {
        let left: Promise<unknown> = Promise.resolve();
        await change(async () => {
          left = sleep(1).then(() => store.keep(async () => "fine"));
        });
        expect(await left).toBe("fine");
      });

      it("sees what it has written itself, while nobody else does", async () => {
        const user = aUser(org.id);
        const outside = store.read;
        let seen: unknown;
        await change(async (tx) => {
          await insertUser(tx, user, null);
          seen = await userByLogin(tx, org.id, user.login);
        });
        expect(seen).toEqual(user);
        await expect(
          change(async (tx) => {
            await setUserStatus(tx, user.id, "SUSPENDED", at(1));
            throw new Error("undo");
          }),
        ).rejects.toThrow("undo");
        expect((await userById(outside, user.id))?.status).toBe("ACTIVE");
      });

      it("runs one after the other, in the order in which they were asked for", async () => {
        const order: number[] = [];
        await Promise.all(
          Array.from({ length: 30 }, (_, turn) =>
            store.keep(async (tx) => {
              const row = await tx.get<{ name: string }>("SELECT name FROM org WHERE id = ?", [org.id]);
              order.push(turn);
              await tx.run("UPDATE org SET name = ? WHERE id = ?", [`${row?.name}.`, org.id]);
            }),
          ),
        );
        expect(order).toEqual([...order].sort((a, b) => a - b));
        expect((await orgById(store.read, org.id))?.name).toBe(`Default${".".repeat(30)}`);
      });

      it("loses no update when two stores write at once", async () => {
        const addOne = (to: Store) =>
          to.keep(async (tx) => {
            const row = await tx.get<{ name: string }>("SELECT name FROM org WHERE id = ?", [org.id]);
            await tx.run("UPDATE org SET name = ? WHERE id = ?", [`${row?.name}.`, org.id]);
          });
        await withSecondStore(async (second) => {
          await Promise.all(Array.from({ length: 40 }, (_, turn) => addOne(turn % 2 ? store : second)));
        });
        expect((await orgById(store.read, org.id))?.name).toBe(`Default${".".repeat(40)}`);
      });

      it("hands back what the work returns, and passes on what it throws", async () => {
        expect(await change(async () => ({ a: 1 }))).toEqual({ a: 1 });
        const failure = new Error("mine");
        await expect(store.keep(() => Promise.reject(failure))).rejects.toBe(failure);
        await expect(
          store.keep(() => {
            throw failure; // not even a promise
          }),
        ).rejects.toBe(failure);
      });
    });

    describe("lists", () => {
      const walk = async <T>(page: (request: PageRequest) => Promise<Page<T>>, limit: number): Promise<T[]> => {
        const rows: T[] = [];
        for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
          const next = await page({ after, limit });
          expect(next.rows.length).toBeLessThanOrEqual(limit);
          if (next.next !== undefined) expect(next.rows).toHaveLength(limit);
          rows.push(...next.rows);
          after = next.next;
        }
        return rows;
      };

      it("give every row once and in order, whatever the size of the page", async () => {
        const app = anApp(org.id);
        const group = aGroup(org.id);
        const users = Array.from({ length: 23 }, () => aUser(org.id));
        const apps = [app, ...Array.from({ length: 22 }, () => anApp(org.id))];
        const [, second, third] = apps as [App, App, App];
        const assignments = users.map((user) => anAssignment(app.id, user.id));
        const groups = [group, ...Array.from({ length: 22 }, () => aGroup(org.id))];
        await change(async (tx) => {
          for (const row of groups) await insertGroup(tx, row);
          for (const row of apps) await insertApp(tx, row);
          for (const row of users) await insertUser(tx, row, null);
          for (const row of assignments) await insertAssignment(tx, row);
          for (const row of users) await addMember(tx, group.id, row.id, NOON);
          for (const row of groups) await insertGroupAssignment(tx, app.id, row.id, NOON);
          await insertGroupAssignment(tx, third.id, group.id, NOON);
          for (const row of users) await insertAssignment(tx, anAssignment(third.id, row.id, { scope: "GROUP" }));
        });
        await recordEvents(
          store,
          Array.from({ length: 20 }, () => anEvent(org.id)),
        );

        const by = <T>(rows: T[], key: (row: T) => string) => rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
        const events = (await eventsOfOrg(store.read, org.id, { limit: 1000 })).rows;
        expect(events).toHaveLength(22);

        await fc.assert(
          fc.asyncProperty(fc.integer({ min: 1, max: 26 }), async (limit) => {
            const { read } = store;
            expect(await walk((page) => usersOfOrg(read, org.id, page), limit)).toEqual(
              by(users, (u) => u.login.toLowerCase()),
            );
            expect(await walk((page) => appsOfOrg(read, org.id, page), limit)).toEqual(by(apps, (a) => a.slug));
            expect(await walk((page) => assignmentsOfApp(read, app.id, page), limit)).toEqual(
              by(assignments, (a) => a.id),
            );
            expect(await walk((page) => membersOf(read, group.id, page), limit)).toEqual(by(users, (u) => u.id));
            expect(await walk((page) => assignedUsersOfApp(read, app.id, page), limit)).toEqual(
              by(users, (u) => u.login.toLowerCase()),
            );
            expect(await walk((page) => groupsOfOrg(read, org.id, page), limit)).toEqual(by(groups, (g) => g.name));
            expect(await walk((page) => groupsOfApp(read, app.id, page), limit)).toEqual(by(groups, (g) => g.name));
            expect(await walk((page) => membersWithoutApp(read, second.id, group.id, page), limit)).toEqual(
              by(users, (u) => u.id),
            );
            expect(await walk((page) => membersOnlyThrough(read, third.id, group.id, page), limit)).toEqual(
              by(users, (u) => u.id),
            );
            expect(await walk((page) => eventsOfOrg(read, org.id, page), limit)).toEqual(events);
            expect(await walk((page) => eventsOfOrg(read, org.id, { ...page, order: "newest-first" }), limit)).toEqual(
              events.toReversed(),
            );
          }),
          { numRuns: 8, examples: [[1], [22], [23], [24]] },
        );
      });

      it("miss nothing that stays when rows come and go between two pages", async () => {
        const logins = ["b", "d", "f", "h"];
        await change(async (tx) => {
          for (const login of logins) await insertUser(tx, aUser(org.id, { login }), null);
        });
        const first = await usersOfOrg(store.read, org.id, { limit: 2 });
        await change(async (tx) => {
          await insertUser(tx, aUser(org.id, { login: "a" }), null);
          await insertUser(tx, aUser(org.id, { login: "e" }), null);
        });
        const second = await usersOfOrg(store.read, org.id, { limit: 9, after: first.next });
        expect(second.rows.map(({ login }) => login)).toEqual(["e", "f", "h"]);
        expect(second.next).toBeUndefined();
      });

      it.each([0, -1, 1.5, 1001, Number.NaN])("refuse a page of %s rows", async (limit) => {
        await expect(usersOfOrg(store.read, org.id, { limit })).rejects.toThrow("a page of");
        await expect(eventsOfOrg(store.read, org.id, { limit })).rejects.toThrow("a page of");
      });
    });

    describe("orgs", () => {
      it("are found by id and slug, and one is current", async () => {
        const other = anOrg();
        await change((tx) => insertOrg(tx, other));
        expect(await orgBySlug(store.read, org.slug)).toEqual(org);
        expect((await orgs(store.read)).map(({ id }) => id)).toEqual(expect.arrayContaining([org.id, other.id]));

        await change((tx) => setCurrentOrg(tx, other.id));
        await change((tx) => setCurrentOrg(tx, org.id));
        expect(await currentOrg(store.read)).toEqual(org);
        await change((tx) => setOrigin(tx, org.id, "http://localhost:7700"));
        expect((await currentOrg(store.read))?.origin).toBe("http://localhost:7700");
      });

      it("refuse a slug twice, and what is not there", async () => {
        await expect(change((tx) => insertOrg(tx, anOrg({ slug: org.slug })))).rejects.toMatchObject({
          code: "ORG_EXISTS",
          status: 4,
        });
        await expect(change((tx) => setCurrentOrg(tx, "00onone"))).rejects.toMatchObject({ code: "ORG_GONE" });
        await expect(change((tx) => setOrigin(tx, "00onone", "http://x"))).rejects.toMatchObject({ code: "ORG_GONE" });
        expect(await orgById(store.read, "00onone")).toBeUndefined();
        expect(await orgBySlug(store.read, "none")).toBeUndefined();
      });
    });

    describe("users and groups", () => {
      it("find a login in whatever capitals and however its letters are composed", async () => {
        const user = aUser(org.id, { login: "\u00c9mile@Example.com" });
        await change((tx) => insertUser(tx, user, "hash"));
        expect(await userByLogin(store.read, org.id, "E\u0301MILE@EXAMPLE.COM")).toEqual(user);
        for (const login of ["\u00e9mile@example.com", "e\u0301mile@example.com"]) {
          await expect(change((tx) => insertUser(tx, aUser(org.id, { login }), null))).rejects.toMatchObject({
            code: "USER_EXISTS",
            status: 4,
          });
        }
        const other = anOrg();
        await change(async (tx) => {
          await insertOrg(tx, other);
          await insertUser(tx, aUser(other.id, { login: user.login }), null); // another org, another person
        });
        expect((await userByLogin(store.read, org.id, user.login))?.id).toBe(user.id);
      });

      it("keep a password's hash apart from the user", async () => {
        const user = aUser(org.id);
        await change((tx) => insertUser(tx, user, "hash-1"));
        expect(await passwordHashOf(store.read, user.id)).toBe("hash-1");
        expect(JSON.stringify(await userById(store.read, user.id))).not.toContain("hash-1");
        await change((tx) => setPasswordHash(tx, user.id, null, at(5)));
        expect(await passwordHashOf(store.read, user.id)).toBeNull();
        expect((await userById(store.read, user.id))?.lastUpdated).toEqual(at(5));
        expect(await passwordHashOf(store.read, "00unone")).toBeNull();
      });

      it("list users of one status", async () => {
        const active = aUser(org.id);
        const suspended = aUser(org.id);
        await change(async (tx) => {
          await insertUser(tx, active, null);
          await insertUser(tx, suspended, null);
          await setUserStatus(tx, suspended.id, "SUSPENDED", NOON);
        });
        expect((await usersOfOrg(store.read, org.id, { status: "SUSPENDED" })).rows.map(({ id }) => id)).toEqual([
          suspended.id,
        ]);
      });

      it("refuse to change a user who is not there", async () => {
        const gone = { code: "USER_GONE", status: 4 };
        await expect(change((tx) => setUserStatus(tx, "00unone", "ACTIVE", NOON))).rejects.toMatchObject(gone);
        await expect(change((tx) => setPasswordHash(tx, "00unone", "h", NOON))).rejects.toMatchObject(gone);
        expect(await userById(store.read, "00unone")).toBeUndefined();
        expect(await userByLogin(store.read, org.id, "none")).toBeUndefined();
      });

      it("count a membership once and end it once", async () => {
        const user = aUser(org.id);
        const [b, a] = [aGroup(org.id, { name: "B" }), aGroup(org.id, { name: "A" })];
        await change(async (tx) => {
          await insertUser(tx, user, null);
          await insertGroup(tx, b);
          await insertGroup(tx, a);
          expect(await addMember(tx, b.id, user.id, NOON)).toBe(true);
          expect(await addMember(tx, b.id, user.id, NOON)).toBe(false);
          await addMember(tx, a.id, user.id, NOON);
        });
        expect(await groupsOfUser(store.read, user.id)).toEqual([a, b]);
        expect(await groupByName(store.read, org.id, "A")).toEqual(a);
        expect(await groupByName(store.read, org.id, "C")).toBeUndefined();
        await expect(change((tx) => insertGroup(tx, aGroup(org.id, { name: "A" })))).rejects.toMatchObject({
          code: "GROUP_EXISTS",
          status: 4,
        });
        expect(await change((tx) => removeMember(tx, a.id, user.id))).toBe(true);
        expect(await change((tx) => removeMember(tx, a.id, user.id))).toBe(false);
        expect(await groupsOfUser(store.read, user.id)).toEqual([b]);
      });

      it("have apps once, and their members what comes through them", async () => {
        const [ada, bob, cy] = [aUser(org.id), aUser(org.id), aUser(org.id, { status: "DEPROVISIONED" })];
        const [a, b] = [aGroup(org.id, { name: "A" }), aGroup(org.id, { name: "B" })];
        const [app, other] = [anApp(org.id), anApp(org.id)];
        await change(async (tx) => {
          for (const user of [ada, bob, cy]) await insertUser(tx, user, null);
          for (const group of [b, a]) await insertGroup(tx, group);
          for (const row of [app, other]) await insertApp(tx, row);
          for (const user of [ada, bob, cy]) await addMember(tx, a.id, user.id, NOON);
          await addMember(tx, b.id, bob.id, NOON);
          expect(await insertGroupAssignment(tx, app.id, a.id, NOON)).toBe(true);
          expect(await insertGroupAssignment(tx, app.id, a.id, at(1))).toBe(false);
        });
        const { read } = store;
        const logins = (page: { rows: { id: string }[] }) => page.rows.map(({ id }) => id).sort();

        expect(await groupAssignedSince(read, app.id, a.id)).toEqual(NOON);
        expect(await groupAssignedSince(read, app.id, b.id)).toBeUndefined();
        expect(await groupAssignedSince(read, other.id, a.id)).toBeUndefined();
        expect(await appsOfGroup(read, a.id)).toEqual([app]);
        expect(logins(await membersWithoutApp(read, app.id, a.id))).toEqual([ada.id, bob.id].sort());

        await change(async (tx) => {
          await insertAssignment(tx, anAssignment(app.id, ada.id));
          await insertAssignment(tx, anAssignment(app.id, bob.id, { scope: "GROUP" }));
        });
        expect(logins(await membersWithoutApp(read, app.id, a.id))).toEqual([]);
        expect(logins(await membersOnlyThrough(read, app.id, a.id))).toEqual([bob.id]);
        expect(logins(await assignedUsersOfApp(read, app.id, { scope: "USER" }))).toEqual([ada.id]);
        expect(logins(await assignedUsersOfApp(read, app.id, { scope: "GROUP" }))).toEqual([bob.id]);

        await change((tx) => insertGroupAssignment(tx, app.id, b.id, NOON));
        expect(logins(await membersOnlyThrough(read, app.id, a.id))).toEqual([]);
        expect(await groupsGiving(read, app.id, bob.id)).toEqual([a, b]);
        expect(await groupsGiving(read, app.id, ada.id)).toEqual([a]);
        expect(await groupsGiving(read, other.id, ada.id)).toEqual([]);

        expect(await change((tx) => deleteGroupAssignment(tx, app.id, b.id))).toBe(true);
        expect(await change((tx) => deleteGroupAssignment(tx, app.id, b.id))).toBe(false);
        expect(await isMember(read, b.id, bob.id)).toBe(true);
        expect(await isMember(read, b.id, ada.id)).toBe(false);
        await change((tx) => insertGroupAssignment(tx, app.id, b.id, NOON));
        expect(await change((tx) => deleteGroup(tx, b.id))).toBe(true);
        expect(await change((tx) => deleteGroup(tx, b.id))).toBe(false);
        expect(await groupById(read, b.id)).toBeUndefined();
        expect(await groupById(read, a.id)).toEqual(a);
        expect((await groupsOfApp(read, app.id)).rows).toEqual([a]);
        expect(await groupsOfUser(read, bob.id)).toEqual([a]);
      });

      it("refuse an app or a group that does not exist", async () => {
        const [group, app] = [aGroup(org.id), anApp(org.id)];
        await change(async (tx) => {
          await insertGroup(tx, group);
          await insertApp(tx, app);
        });
        await expect(change((tx) => insertGroupAssignment(tx, app.id, "00gnone", NOON))).rejects.toThrow();
        await expect(change((tx) => insertGroupAssignment(tx, "0oanone", group.id, NOON))).rejects.toThrow();
      });

      it("refuse a member who does not exist", async () => {
        const group = aGroup(org.id);
        await change((tx) => insertGroup(tx, group));
        await expect(change((tx) => addMember(tx, group.id, "00unone", NOON))).rejects.toThrow();
      });
    });

    describe("apps", () => {
      it("are found by id, slug, label and external key, and changed whole", async () => {
        const app = anApp(org.id, { label: "Payroll Ö", slug: "payroll" });
        await change((tx) => insertApp(tx, app));
        expect(await appById(store.read, app.id)).toEqual(app);
        expect(await appBySlug(store.read, org.id, "payroll")).toEqual(app);
        expect(await appsByLabel(store.read, org.id, "PAYROLL O\u0308")).toEqual([app]);
        expect(await appByExternalKey(store.read, org.id, app.externalKey)).toEqual(app);

        const changed = { ...app, label: "Wages", slug: "wages", status: "INACTIVE" as const, lastUpdated: at(9) };
        await change((tx) => updateApp(tx, changed));
        expect(await appById(store.read, app.id)).toEqual(changed);
        expect(await appBySlug(store.read, org.id, "payroll")).toBeUndefined();
        expect(await appsByLabel(store.read, org.id, "Payroll Ö")).toEqual([]);
      });

      it("refuse a slug or an external key twice in an org, also by a change", async () => {
        const [one, two] = [anApp(org.id, { slug: "one" }), anApp(org.id, { slug: "two" })];
        const taken = { code: "APP_EXISTS", status: 4 };
        await change(async (tx) => {
          await insertApp(tx, one);
          await insertApp(tx, two);
        });
        await expect(change((tx) => insertApp(tx, anApp(org.id, { slug: "one" })))).rejects.toMatchObject(taken);
        await expect(
          change((tx) => insertApp(tx, anApp(org.id, { externalKey: one.externalKey }))),
        ).rejects.toMatchObject(taken);
        await expect(change((tx) => updateApp(tx, { ...two, slug: "one" }))).rejects.toMatchObject(taken);
        expect(await appById(store.read, two.id)).toEqual(two);
      });

      it("refuse to change one that is gone, or that is another org's", async () => {
        const other = anOrg();
        const app = anApp(other.id);
        await change(async (tx) => {
          await insertOrg(tx, other);
          await insertApp(tx, app);
        });
        await expect(change((tx) => updateApp(tx, anApp(org.id)))).rejects.toMatchObject({ code: "APP_GONE" });
        await expect(change((tx) => updateApp(tx, { ...app, org: org.id }))).rejects.toMatchObject({
          code: "APP_GONE",
        });
        expect(await appById(store.read, "0oanone")).toBeUndefined();
        expect(await appByExternalKey(store.read, org.id, app.externalKey)).toBeUndefined();
      });

      it("tell which slugs stand in the way of a new one", async () => {
        await change(async (tx) => {
          for (const slug of ["pay", "pay-2", "pay-10", "payroll", "pa", "pay_x", "pay.x"]) {
            await insertApp(tx, anApp(org.id, { slug }));
          }
        });
        expect(await slugsLike(store.read, org.id, "pay")).toEqual(["pay", "pay-10", "pay-2"]);
        expect(await slugsLike(store.read, org.id, "p%")).toEqual([]);
      });

      it("are assigned to a user once", async () => {
        const user = aUser(org.id);
        const [wiki, payroll] = [
          anApp(org.id, { label: "wiki" }),
          anApp(org.id, { label: "Payroll", status: "INACTIVE" }),
        ];
        const assignment = anAssignment(wiki.id, user.id, { profile: { team: "ä" } });
        await change(async (tx) => {
          await insertUser(tx, user, null);
          await insertApp(tx, wiki);
          await insertApp(tx, payroll);
          await insertAssignment(tx, assignment);
          await insertAssignment(tx, anAssignment(payroll.id, user.id));
        });
        expect(await assignmentOf(store.read, wiki.id, user.id)).toEqual(assignment);
        expect((await appsOfUser(store.read, user.id)).map(({ app }) => app.label)).toEqual(["Payroll", "wiki"]);
        expect((await appsOfUser(store.read, user.id))[1]).toEqual({ app: wiki, assignment });
        await expect(change((tx) => insertAssignment(tx, anAssignment(wiki.id, user.id)))).rejects.toMatchObject({
          code: "ASSIGNMENT_EXISTS",
          status: 4,
        });
        await expect(change((tx) => insertAssignment(tx, anAssignment("0oanone", user.id)))).rejects.toThrow();
        const changed = { ...assignment, scope: "GROUP" as const, username: "ada", profile: {} };
        expect(await change((tx) => updateAssignment(tx, changed))).toBe(true);
        expect(await assignmentOf(store.read, wiki.id, user.id)).toEqual(changed);
        expect(await change((tx) => deleteAssignment(tx, wiki.id, user.id))).toBe(true);
        expect(await change((tx) => deleteAssignment(tx, wiki.id, user.id))).toBe(false);
        expect(await change((tx) => updateAssignment(tx, changed))).toBe(false);
        expect(await assignmentOf(store.read, wiki.id, user.id)).toBeUndefined();
      });

      it("give their secrets newest first", async () => {
        const app = anApp(org.id);
        const secret = (id: string, seconds: number, kind = "client_secret") =>
          aSecret(org.id, app.id, { id, kind, sealed: store.seal(id), created: at(seconds) });
        await change(async (tx) => {
          for (const row of [secret("a", 1), secret("b", 3), secret("c", 2), secret("d", 9, "other")]) {
            await insertSecret(tx, row);
          }
        });
        expect((await secretsOf(store.read, app.id, "client_secret")).map(({ id }) => id)).toEqual(["b", "c", "a"]);
        expect(await change((tx) => setSecretStatus(tx, "c", "INACTIVE", at(20)))).toBe(true);
        expect(await change((tx) => setSecretStatus(tx, "nobody", "INACTIVE", at(20)))).toBe(false);
        expect((await secretsOf(store.read, app.id, "client_secret"))[1]).toEqual({
          ...secret("c", 2),
          sealed: expect.any(String),
          status: "INACTIVE",
          lastUpdated: at(20),
        });
        expect(await change((tx) => deleteSecret(tx, "b"))).toBe(true);
        expect(await change((tx) => deleteSecret(tx, "b"))).toBe(false);
        expect((await secretsOf(store.read, app.id, "client_secret")).map(({ id }) => id)).toEqual(["c", "a"]);
      });
    });

    describe("signing keys", () => {
      it("have one active among them for each purpose, however many processes make the first", async () => {
        const made = await withSecondStore((second) =>
          Promise.all(
            Array.from({ length: 8 }, (_, turn) =>
              (turn % 2 ? store : second).keep((tx) => insertKey(tx, aKey(org.id))),
            ),
          ),
        );
        expect(made.filter(Boolean)).toHaveLength(1);
        expect(await keysOf(store.read, org.id)).toHaveLength(1);
      });

      it("keep those of the org, of an app and of each purpose apart", async () => {
        const app = anApp(org.id);
        const keys = [
          aKey(org.id),
          aKey(org.id, { purpose: "saml", certificatePem: "PEM", notAfter: at(99) }),
          aKey(org.id, { app: app.id, purpose: "saml" }),
          aKey(org.id, { status: "NEXT", created: at(1) }),
          aKey(org.id, { status: "RETIRED", created: at(2) }),
        ] as const;
        await change(async (tx) => {
          await insertApp(tx, app);
          for (const key of keys) expect(await insertKey(tx, key)).toBe(true);
        });
        expect(await activeKey(store.read, org.id, "id-token", null)).toEqual(keys[0]);
        expect(await activeKey(store.read, org.id, "saml", null)).toEqual(keys[1]);
        expect(await activeKey(store.read, org.id, "saml", app.id)).toEqual(keys[2]);
        expect(await activeKey(store.read, org.id, "id-token", app.id)).toBeUndefined();
        expect(await keysOf(store.read, org.id, { app: app.id })).toEqual([keys[2]]);
        expect((await keysOf(store.read, org.id)).map(({ status }) => status).slice(-2)).toEqual(["NEXT", "RETIRED"]);

        await expect(change((tx) => setKeyStatus(tx, keys[3].kid, "ACTIVE"))).rejects.toThrow();
        await change(async (tx) => {
          expect(await setKeyStatus(tx, keys[0].kid, "RETIRED")).toBe(true);
          expect(await setKeyStatus(tx, keys[3].kid, "ACTIVE")).toBe(true);
          expect(await setKeyStatus(tx, "none", "ACTIVE")).toBe(false);
        });
        expect((await activeKey(store.read, org.id, "id-token", null))?.kid).toBe(keys[3].kid);
      });
    });

    describe("sessions and runs", () => {
      it("find a session by the hash of its cookie and by its handle, until it is over", async () => {
        const { id, ...session } = aSession(org.id, { state: { a: [1, "ü"] } });
        await store.keep((tx) => insertSession(tx, { id, ...session }));
        expect(await sessionById(store.read, sha256Hex(id), NOON)).toEqual(session);
        expect(await sessionByUid(store.read, session.uid, NOON)).toEqual(session);
        expect(await sessionById(store.read, id, NOON)).toBeUndefined();
        expect(await sessionById(store.read, sha256Hex(id), session.expires)).toBeUndefined();
        expect(await sessionByUid(store.read, session.uid, session.expires)).toBeUndefined();
      });

      it("let a session change its cookie, and then know it by the new one only", async () => {
        const user = aUser(org.id);
        await change((tx) => insertUser(tx, user, null));
        const before = aSession(org.id);
        await store.keep((tx) => insertSession(tx, before));
        await store.keep((tx) => insertSession(tx, { ...before, id: "after-sign-in", user: user.id }));
        expect(await sessionById(store.read, sha256Hex(before.id), NOON)).toBeUndefined();
        expect((await sessionById(store.read, sha256Hex("after-sign-in"), NOON))?.user).toBe(user.id);
        expect(await store.keep((tx) => deleteSession(tx, sha256Hex(before.id)))).toBe(false);
        expect(await store.keep((tx) => deleteSession(tx, sha256Hex("after-sign-in")))).toBe(true);
      });

      it("change and end a session by its handle", async () => {
        const { id, ...session } = aSession(org.id);
        await store.keep((tx) => insertSession(tx, { id, ...session }));
        const later = { ...session, amr: ["pwd", "otp"], expires: at(7200), state: { b: 2 } };
        expect(await store.keep((tx) => updateSession(tx, later))).toBe(true);
        expect(await sessionById(store.read, sha256Hex(id), at(3601))).toEqual(later);
        expect(await store.keep((tx) => deleteSessionByUid(tx, session.uid))).toBe(true);
        expect(await store.keep((tx) => updateSession(tx, later))).toBe(false);
      });

      it("take a run's sessions along when the run ends", async () => {
        const { token, ...run } = aRun(org.id, { overlay: { inactiveApps: ["0oa1"] }, passwordHash: "h" });
        const session = aSession(org.id, { run: run.id });
        await store.keep(async (tx) => {
          await insertRun(tx, { token, ...run });
          await insertSession(tx, session);
        });
        expect(await runByTokenHash(store.read, sha256Hex(token), NOON)).toEqual(run);
        expect(await runById(store.read, run.id, run.expires)).toBeUndefined();
        expect(await runByTokenHash(store.read, sha256Hex(token), run.expires)).toBeUndefined();
        const overlay = { unassigned: [{ app: "0oa1", user: "00u1" }] };
        expect(await store.keep((tx) => setRunOverlay(tx, run.id, overlay))).toBe(true);
        expect((await runById(store.read, run.id, NOON))?.overlay).toEqual(overlay);

        expect(await store.keep((tx) => deleteRun(tx, run.id))).toBe(true);
        expect(await store.keep((tx) => deleteRun(tx, run.id))).toBe(false);
        expect(await store.keep((tx) => setRunOverlay(tx, run.id, overlay))).toBe(false);
        expect(await sessionByUid(store.read, session.uid, NOON)).toBeUndefined();
      });

      it("end runs that were killed once their time is over, and no others", async () => {
        const [old, young] = [aRun(org.id, { expires: at(10) }), aRun(org.id, { expires: at(20) })];
        await store.keep(async (tx) => {
          await insertRun(tx, old);
          await insertRun(tx, young);
        });
        expect(await store.keep((tx) => deleteExpired(tx, at(10)))).toBe(1);
        expect(await runById(store.read, old.id, NOON)).toBeUndefined();
        expect(await runById(store.read, young.id, NOON)).toBeDefined();
      });
    });

    describe("what may be used once", () => {
      const token = (part = {}) => ({
        kind: "session-token",
        id: randomToken(),
        org: org.id,
        payload: { user: "00u1" },
        expires: at(300),
        ...part,
      });

      it("is redeemed by exactly one of twenty who try at once, over two stores", async () => {
        const once = token();
        await store.keep((tx) => issueOnce(tx, once));
        const won = await withSecondStore((second) =>
          Promise.all(
            Array.from({ length: 20 }, (_, turn) =>
              (turn % 2 ? store : second).keep((tx) => redeemOnce(tx, once.kind, once.id, NOON)),
            ),
          ),
        );
        expect(won.filter((payload) => payload !== undefined)).toEqual([once.payload]);
      });

      it("is not redeemed when it is over, of another kind, unknown, or was undone", async () => {
        const once = token();
        await store.keep((tx) => issueOnce(tx, once));
        const redeem = (kind: string, id: string, now: Date) => store.keep((tx) => redeemOnce(tx, kind, id, now));
        expect(await redeem(once.kind, once.id, once.expires)).toBeUndefined();
        expect(await redeem("other", once.id, NOON)).toBeUndefined();
        expect(await redeem(once.kind, "unknown", NOON)).toBeUndefined();
        await expect(
          store.keep(async (tx) => {
            await redeemOnce(tx, once.kind, once.id, NOON);
            throw new Error("undo");
          }),
        ).rejects.toThrow("undo");
        expect(await peekOnce(store.read, once.kind, once.id, NOON)).toEqual(once.payload);
        expect(await redeem(once.kind, once.id, NOON)).toEqual(once.payload);
        expect(await peekOnce(store.read, once.kind, once.id, NOON)).toBeUndefined();
      });

      it("recognises a replay, also after it was used", async () => {
        const once = token();
        expect(await store.keep((tx) => issueOnce(tx, once))).toBe(true);
        expect(await store.keep((tx) => issueOnce(tx, { ...once, payload: {} }))).toBe(false);
        await store.keep((tx) => redeemOnce(tx, once.kind, once.id, NOON));
        expect(await store.keep((tx) => issueOnce(tx, once))).toBe(false);
        expect(await store.keep((tx) => issueOnce(tx, { ...once, kind: "other" }))).toBe(true);
      });

      it("is consumed as a code by exactly one of twenty who try at once, and stays consumed", async () => {
        const code = {
          model: "AuthorizationCode",
          id: randomToken(),
          org: org.id,
          issuer: org.origin,
          payload: { scope: "openid" },
          grant: "g1",
          uid: null,
          userCode: null,
          expires: at(60),
        };
        await store.keep((tx) => putState(tx, code));
        const won = await withSecondStore((second) =>
          Promise.all(
            Array.from({ length: 20 }, (_, turn) =>
              (turn % 2 ? store : second).keep((tx) => consumeState(tx, code.model, code.id, NOON)),
            ),
          ),
        );
        expect(won.filter(Boolean)).toHaveLength(1);
        await store.keep((tx) => putState(tx, { ...code, payload: { scope: "openid email" } }));
        expect(await stateById(store.read, code.model, code.id)).toEqual({
          ...code,
          payload: { scope: "openid email" },
          consumed: NOON,
        });
        expect(await store.keep((tx) => consumeState(tx, code.model, code.id, NOON))).toBe(false);
      });
    });

    describe("protocol state", () => {
      const state = (part: Partial<Parameters<typeof putState>[1]> = {}) => ({
        model: "AccessToken",
        id: randomToken(),
        org: org.id,
        issuer: org.origin,
        payload: { a: 1 },
        grant: null,
        uid: null,
        userCode: null,
        expires: at(60),
        ...part,
      });

      it("is found by id, uid and user code within its model", async () => {
        const kept = state({ uid: "u1", userCode: "ABCD" });
        await store.keep((tx) => putState(tx, kept));
        const whole = { ...kept, consumed: null };
        expect(await stateById(store.read, kept.model, kept.id)).toEqual(whole);
        expect(await stateByUid(store.read, kept.model, "u1")).toEqual(whole);
        expect(await stateByUserCode(store.read, kept.model, "ABCD")).toEqual(whole);
        for (const model of ["RefreshToken", "accesstoken"]) {
          expect(await stateById(store.read, model, kept.id)).toBeUndefined();
          expect(await stateByUid(store.read, model, "u1")).toBeUndefined();
          expect(await stateByUserCode(store.read, model, "ABCD")).toBeUndefined();
        }
      });

      it("goes with its grant, and nothing else goes", async () => {
        const rows = [
          state({ grant: "g" }),
          state({ grant: "g", model: "RefreshToken" }),
          state({ grant: "h" }),
          state(),
        ];
        await store.keep(async (tx) => {
          for (const row of rows) await putState(tx, row);
        });
        expect(await store.keep((tx) => deleteStateOfGrant(tx, "g"))).toBe(2);
        const left = await Promise.all(rows.map((row) => stateById(store.read, row.model, row.id)));
        expect(left.map((row) => row !== undefined)).toEqual([false, false, true, true]);
        expect(await store.keep((tx) => deleteState(tx, "AccessToken", rows[2]?.id ?? ""))).toBe(true);
        expect(await store.keep((tx) => deleteState(tx, "AccessToken", rows[2]?.id ?? ""))).toBe(false);
      });

      it("cannot be consumed when it is over or unknown", async () => {
        const [short, endless] = [state({ expires: at(10) }), state({ expires: null })];
        await store.keep(async (tx) => {
          await putState(tx, short);
          await putState(tx, endless);
        });
        expect(await store.keep((tx) => consumeState(tx, short.model, short.id, at(10)))).toBe(false);
        expect(await store.keep((tx) => consumeState(tx, short.model, "unknown", NOON))).toBe(false);
        expect(await store.keep((tx) => consumeState(tx, endless.model, endless.id, at(1e6)))).toBe(true);
      });

      it("is forgotten once it is over, and only then", async () => {
        const rows = [state({ expires: at(10) }), state({ expires: at(11) }), state({ expires: null })];
        await store.keep(async (tx) => {
          for (const row of rows) await putState(tx, row);
          await insertSession(tx, aSession(org.id, { expires: at(10) }));
          await issueOnce(tx, { kind: "k", id: "i", org: org.id, payload: {}, expires: at(10) });
          await insertRun(tx, aRun(org.id, { expires: at(10) }));
        });
        expect(await store.keep((tx) => forgetExpired(tx, at(9.999)))).toBe(0);
        expect(await store.keep((tx) => forgetExpired(tx, at(10)))).toBe(4);
        expect(await stateById(store.read, "AccessToken", rows[1]?.id ?? "")).toBeDefined();
        expect(await stateById(store.read, "AccessToken", rows[2]?.id ?? "")).toBeDefined();
      });
    });

    describe("the log", () => {
      it("gives back the events that fulfil every condition", async () => {
        const target = { id: "0oa1", type: "AppInstance", alternateId: "Payroll", displayName: "Payroll" };
        const sso = { type: "user.authentication.sso" as const, targets: [target, target] };
        const events = [
          anEvent(org.id, { ...sso }),
          anEvent(org.id, { ...sso, result: "FAILURE", reason: "no", run: "run1", now: at(10) }),
          anEvent(org.id, { ...sso, targets: [{ ...target, id: "0oa2" }], now: at(20), transactionId: "t" }),
        ];
        await recordEvents(store, events);
        const found = async (filter: Parameters<typeof eventsOfOrg>[2]) =>
          (await eventsOfOrg(store.read, org.id, { type: "user.authentication.sso", ...filter })).rows;

        expect(await found({})).toEqual(events);
        expect(await found({ app: "0oa1" })).toEqual(events.slice(0, 2));
        expect(await found({ app: "0oa1", result: "FAILURE" })).toEqual([events[1]]);
        expect(await found({ run: "run1" })).toEqual([events[1]]);
        expect(await found({ since: at(10) })).toEqual(events.slice(1));
        expect(await found({ transactionId: "t" })).toEqual([events[2]]);
        expect(await found({ app: "0oa" })).toEqual([]);
        expect((await eventsOfOrg(store.read, "00onone")).rows).toEqual([]);
      });

      it("can be followed: what came since is asked for with the place of the last one", async () => {
        const start = await eventsOfOrg(store.read, org.id, { limit: 1000 });
        expect((await eventsOfOrg(store.read, org.id, { after: start.last })).last).toBe(start.last);
        const event = anEvent(org.id);
        await recordEvent(store, event);
        const next = await eventsOfOrg(store.read, org.id, { after: start.last });
        expect(next.rows).toEqual([event]);
        expect(next.next).toBeUndefined();
        expect(Number(next.last)).toBeGreaterThan(Number(start.last));
        expect((await eventsOfOrg(store.read, "00onone")).last).toBe("0");
      });

      it("writes the events of one request together, or none of them", async () => {
        const before = await eventCount();
        const good = anEvent(org.id);
        await expect(recordEvents(store, [good, { ...anEvent(org.id), org: "00onone" } as LogEvent])).rejects.toThrow();
        expect(await eventCount()).toBe(before);
        await recordEvents(store, []);
        expect(await eventCount()).toBe(before);
      });
    });
  });
}
