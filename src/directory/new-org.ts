/** What every org begins with: its token keys, the group of everybody, an admin and a person. */
import { newId, randomToken } from "../crypto/ids.js";
import { hashPassword } from "../crypto/password.js";
import { insertAdminRole } from "../store/admin-roles.js";
import { addMember, EVERYONE, insertGroup } from "../store/groups.js";
import { insertKey } from "../store/keys.js";
import { insertOrg, type Org, setCurrentOrg } from "../store/orgs.js";
import type { OrgWriter, Store } from "../store/store.js";
import { insertUser, type User } from "../store/users.js";
import { logEvent } from "../system-log/event.js";
import { FIRST_ADMIN } from "./admins.js";
import { TOKEN_PURPOSES } from "./authorization-servers.js";
import { userTarget } from "./events.js";
import { newTokenKey } from "./token-key.js";

const PEOPLE = [
  { login: FIRST_ADMIN, firstName: "Org", lastName: "Admin" },
  { login: "ada@example.com", firstName: "Ada", lastName: "Lovelace" },
];

/** A person and the password that is kept nowhere in clear: to be told once. */
export interface NewPerson {
  login: string;
  password: string;
}

/** An org with all that it begins with, not kept yet. */
export interface NewOrg {
  people: NewPerson[];
  /** Keeps it and makes it current. @throws Problem ORG_EXISTS when the slug is taken */
  insert(tx: OrgWriter, origin: string): Promise<Org>;
}

/** Makes keys and passwords, which takes its time; a write may await nothing but the database. */
export async function newOrg(
  store: Store,
  { slug, name, now }: { slug: string; name: string; now: Date },
): Promise<NewOrg> {
  const id = newId("00o");
  const everyone = {
    id: newId("00g"),
    org: id,
    name: EVERYONE,
    description: "All people of this org",
    type: "BUILT_IN" as const,
    created: now,
  };
  const people = await Promise.all(
    PEOPLE.map(async (person) => {
      const password = randomToken(16);
      const user: User = {
        id: newId("00u"),
        org: id,
        ...person,
        email: person.login,
        status: "ACTIVE",
        profile: {},
        created: now,
        lastUpdated: now,
      };
      return { user, password, hash: await hashPassword(password) };
    }),
  );
  const keys = await Promise.all(TOKEN_PURPOSES.map((purpose) => newTokenKey(store, { id }, purpose, now)));
  return {
    people: people.map(({ user, password }) => ({ login: user.login, password })),
    async insert(tx, origin) {
      const org: Org = { id, slug, name, origin, created: now };
      await insertOrg(tx, org);
      await setCurrentOrg(tx, id);
      for (const key of keys) await insertKey(tx, key);
      await insertGroup(tx, everyone);
      for (const { user, hash } of people) {
        await insertUser(tx, user, hash);
        await addMember(tx, everyone.id, user.id, now);
        if (user.login === FIRST_ADMIN) await insertAdminRole(tx, user.id, "SUPER_ADMIN", now);
        const targets = [userTarget(user)];
        await tx.record(logEvent({ org: id, now, type: "user.lifecycle.create", result: "SUCCESS", targets }));
      }
      return org;
    },
  };
}
