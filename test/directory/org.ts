/** An org in a database of its own, with two people, without passwords: hashing them would be most of a test's time. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId } from "../../src/crypto/ids.js";
import { createApp, type NewApp } from "../../src/directory/create-app.js";
import { newDocument } from "../../src/integrations/document.js";
import type { App } from "../../src/store/apps.js";
import { addMember, insertGroup } from "../../src/store/groups.js";
import { eventsOfOrg } from "../../src/store/log-events.js";
import { openStore } from "../../src/store/open.js";
import { insertOrg, type Org, setCurrentOrg } from "../../src/store/orgs.js";
import type { Store } from "../../src/store/store.js";
import { insertUser, type User } from "../../src/store/users.js";
import { logEvent } from "../../src/system-log/event.js";

export const NOW = new Date("2026-03-01T12:00:00.250Z");
export const LATER = new Date("2026-03-02T12:00:00.000Z");

export interface DirectoryOrg extends AsyncDisposable {
  store: Store;
  org: Org;
  ada: User;
  bob: User;
  /** An OIDC app with a secret, unless told otherwise. */
  addApp(more?: Partial<NewApp>): Promise<App>;
  /** Types of all events after the org was made, oldest first. */
  events(): Promise<string[]>;
}

export async function directoryOrg(): Promise<DirectoryOrg> {
  const folder = await mkdtemp(join(tmpdir(), "appint-directory-"));
  const store = await openStore({ file: join(folder, "org.db") });
  const org: Org = { id: newId("00o"), slug: "acme", name: "acme", origin: "http://127.0.0.1:7700", created: NOW };
  const everyone = {
    id: newId("00g"),
    org: org.id,
    name: "Everyone",
    description: "",
    type: "BUILT_IN" as const,
    created: NOW,
  };
  const [ada, bob] = [personOf(org, "ada@example.com"), personOf(org, "bob@example.com")];
  await store.write(async (tx) => {
    await insertOrg(tx, org);
    await setCurrentOrg(tx, org.id);
    await insertGroup(tx, everyone);
    for (const user of [ada, bob]) {
      await insertUser(tx, user, null);
      await addMember(tx, everyone.id, user.id, NOW);
    }
    await tx.record(logEvent({ org: org.id, now: NOW, type: "user.lifecycle.create", result: "SUCCESS", targets: [] }));
  });
  return {
    store,
    org,
    ada,
    bob,
    async addApp(more = {}) {
      const document = newDocument({ hidden: false, settings: {}, oauthClient: {} });
      const input = {
        label: "Shop",
        signOnMode: "OPENID_CONNECT",
        document,
        keepsSecret: true,
        signsAssertions: false,
      };
      return (await createApp(store, org, { ...input, ...more }, NOW)).app;
    },
    events: async () => (await eventsOfOrg(store.read, org.id, {})).rows.slice(1).map(({ eventType }) => eventType),
    async [Symbol.asyncDispose]() {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export const personOf = (org: Pick<Org, "id">, login: string, more: Partial<User> = {}): User => ({
  id: newId("00u"),
  org: org.id,
  login,
  email: login,
  firstName: "Ada",
  lastName: "Lovelace",
  status: "ACTIVE",
  profile: {},
  created: NOW,
  lastUpdated: NOW,
  ...more,
});
