/** First use: an org with an admin and a person, so that there is somebody to sign in. */
import { newId, randomToken } from "../crypto/ids.js";
import { hashPassword } from "../crypto/password.js";
import { addMember, insertGroup } from "../store/groups.js";
import { insertKey } from "../store/keys.js";
import { currentOrg, insertOrg, type Org, setCurrentOrg } from "../store/orgs.js";
import type { Store } from "../store/store.js";
import { insertUser, type User } from "../store/users.js";
import { logEvent } from "../system-log/event.js";
import { FIRST_ADMIN } from "./admins.js";
import { checkedOrigin } from "./origin.js";
import { newTokenKey, TOKEN_PURPOSES } from "./token-key.js";

const PEOPLE = [
  { login: FIRST_ADMIN, firstName: "Org", lastName: "Admin" },
  { login: "ada@example.com", firstName: "Ada", lastName: "Lovelace" },
];

/** Where the IdP of an org lives unless told otherwise: a foreign site to every app on `localhost`. */
export const DEFAULT_ORIGIN = "http://127.0.0.1:7700";

/**
 * Makes the org `default` with its built-in group and two people, and makes it current.
 *
 * @param origin address of the org's IdP
 * @returns the org and the people's passwords, which are kept nowhere in clear; undefined when there is an org already
 */
export async function createFirstOrg(
  store: Store,
  { now, origin = DEFAULT_ORIGIN, slug = "default" }: { now: Date; origin?: string; slug?: string },
): Promise<{ org: Org; people: { login: string; password: string }[] } | undefined> {
  const org: Org = { id: newId("00o"), slug, name: slug, origin: checkedOrigin(origin), created: now };
  const everyone = {
    id: newId("00g"),
    org: org.id,
    name: "Everyone",
    description: "All people of this org",
    type: "BUILT_IN" as const,
    created: now,
  };
  const people = await Promise.all(
    PEOPLE.map(async (person) => {
      const password = randomToken(16);
      const user: User = {
        id: newId("00u"),
        org: org.id,
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
  const keys = await Promise.all(TOKEN_PURPOSES.map((purpose) => newTokenKey(store, org, purpose, now)));
  return await store.write(async (tx) => {
    if (await currentOrg(tx)) return undefined;
    await insertOrg(tx, org);
    await setCurrentOrg(tx, org.id);
    for (const key of keys) await insertKey(tx, key);
    await insertGroup(tx, everyone);
    for (const { user, hash } of people) {
      await insertUser(tx, user, hash);
      await addMember(tx, everyone.id, user.id, now);
      await tx.record(
        logEvent({
          org: org.id,
          now,
          type: "user.lifecycle.create",
          result: "SUCCESS",
          targets: [
            { id: user.id, type: "User", alternateId: user.login, displayName: `${user.firstName} ${user.lastName}` },
          ],
        }),
      );
    }
    return { org, people: people.map(({ user, password }) => ({ login: user.login, password })) };
  });
}
