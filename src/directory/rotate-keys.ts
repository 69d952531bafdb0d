/**
 * Changing the keys that sign, in the two ways of the platform. An authorization server has its next key published before
 * it signs, and the one before stays published, so that apps notice nothing. A SAML app gets a next certificate that its
 * SP is told of; signing with it is a step of its own, since no SP asks.
 */
import { type App, appById, updateApp } from "../store/apps.js";
import type { Reader } from "../store/driver.js";
import { activeKey, insertKey, type KeyPurpose, keysFor, keysOf, type SealedKey, setKeyStatus } from "../store/keys.js";
import type { Org } from "../store/orgs.js";
import { objectGone } from "../store/problems.js";
import type { OrgWriter, Store } from "../store/store.js";
import { logEvent } from "../system-log/event.js";
import { newAppKey } from "./app-key.js";
import type { AuthorizationServer } from "./authorization-servers.js";
import { keyNotFound, keySignsAlready, keysChanged, nextKeyPresent } from "./credential-problems.js";
import { appTarget } from "./events.js";
import { newTokenKey } from "./token-key.js";

/**
 * The next key of each purpose signs from now on (a fresh one, where there is none), the one before stays published, and
 * another next one is published ahead of its turn.
 *
 * @returns every key that is not as it was, in the order retired, active, next for each purpose
 * @throws Problem KEYS_CHANGED when another process changed them at the same moment; nothing is changed then
 */
export async function rotateServerKeys(
  store: Store,
  org: Org,
  servers: readonly AuthorizationServer[],
  now: Date,
): Promise<SealedKey[]> {
  const purposes = new Map<KeyPurpose, AuthorizationServer["type"]>();
  for (const { keys, type } of servers) for (const purpose of Object.values(keys)) purposes.set(purpose, type);
  const plans = await Promise.all(
    [...purposes].map(async ([purpose, type]) => {
      const before = await stateOf(store.read, org, purpose);
      const fresh = before.next ? undefined : await newTokenKey(store, org, purpose, now);
      const following = await newTokenKey(store, org, purpose, now, "NEXT");
      return { purpose, type, before, fresh, following };
    }),
  );
  return await store.write(async (tx) => {
    const changed: SealedKey[] = [];
    for (const { purpose, type, before, fresh, following } of plans) {
      const { active, next } = await stateOf(tx, org, purpose);
      if (active?.kid !== before.active?.kid || next?.kid !== before.next?.kid) throw keysChanged();
      changed.push(...(await activate(tx, active, next, fresh)));
      await insertKey(tx, following);
      changed.push(following);
      const eventType = type === "ORG" ? "app.oauth2.key.rollover" : "app.oauth2.as.key.rollover";
      const debugData = { purpose, kid: (next ?? fresh)?.kid, formerKid: active?.kid ?? null };
      await tx.record(logEvent({ org: org.id, now, type: eventType, result: "SUCCESS", debugData }));
    }
    return changed;
  });
}

/**
 * Makes the next key of an app with its certificate; it signs nothing until it is activated.
 *
 * @param years how long the certificate is good for
 * @throws Problem NEXT_KEY_PRESENT when there is one
 */
export async function generateNextKey(
  store: Store,
  org: Org,
  app: App,
  years: number | undefined,
  now: Date,
): Promise<SealedKey> {
  const key = await newAppKey(store, org, app, now, { years, status: "NEXT" });
  await store.write(async (tx) => {
    const present = await nextOf(tx, org, app);
    if (present) throw nextKeyPresent(app, present);
    await insertKey(tx, key);
    await tx.record(keyEvent("app.keys.generate", app, key, now));
  });
  return key;
}

/**
 * Makes one of the app's keys the one that signs; the one before is retired, and can be activated again.
 *
 * @param kid default: of the next key; where there is none, one is made
 * @returns the keys that are not as they were, retired before active, and the app, which names its key
 * @throws Problem KEY_NOT_FOUND, KEY_SIGNS_ALREADY, APP_GONE
 */
export async function activateAppKey(
  store: Store,
  org: Org,
  app: App,
  kid: string | undefined,
  now: Date,
): Promise<{ app: App; keys: SealedKey[] }> {
  const isLacking = kid === undefined && !(await nextOf(store.read, org, app));
  const fresh = isLacking ? await newAppKey(store, org, app, now) : undefined;
  return await store.write(async (tx) => {
    const current = await appById(tx, app.id);
    if (!current) throw objectGone("app", app.id);
    const all = await keysOf(tx, org.id, { app: app.id });
    const active = all.find(({ status }) => status === "ACTIVE");
    const chosen = kid === undefined ? all.find(({ status }) => status === "NEXT") : keyNamed(app, all, kid);
    if (chosen && chosen === active) throw keySignsAlready(app, chosen);
    if (!chosen && !fresh) throw keysChanged(); // another process has just activated the next one
    const keys = await activate(tx, active, chosen, fresh);
    const signing = keys.at(-1) as SealedKey;
    if (!chosen) await tx.record(keyEvent("app.keys.generate", current, signing, now));
    const document = structuredClone(current.document);
    document.credentials.signing = { ...(document.credentials.signing as object), kid: signing.kid };
    const edited: App = { ...current, document, lastUpdated: now };
    await updateApp(tx, edited);
    await tx.record(keyEvent("app.keys.rotate", edited, signing, now));
    return { app: edited, keys };
  });
}

/** @throws Problem KEY_NOT_FOUND */
export function keyNamed(app: App | undefined, keys: readonly SealedKey[], kid: string): SealedKey {
  const found = keys.find((key) => key.kid === kid);
  if (!found) throw keyNotFound(app, kid);
  return found;
}

async function activate(
  tx: OrgWriter,
  active: SealedKey | undefined,
  chosen: SealedKey | undefined,
  fresh: SealedKey | undefined,
): Promise<SealedKey[]> {
  // Before the other one signs: the database refuses two that do.
  if (active) await setKeyStatus(tx, active.kid, "RETIRED");
  if (chosen) await setKeyStatus(tx, chosen.kid, "ACTIVE");
  else if (fresh) await insertKey(tx, fresh);
  const signing = chosen ?? fresh;
  return [
    ...(active ? [{ ...active, status: "RETIRED" as const }] : []),
    ...(signing ? [{ ...signing, status: "ACTIVE" as const }] : []),
  ];
}

async function stateOf(db: Reader, org: Org, purpose: KeyPurpose) {
  const active = await activeKey(db, org.id, purpose, null);
  const next = (await keysFor(db, org.id, purpose)).find(({ status }) => status === "NEXT");
  return { active, next };
}

const nextOf = async (db: Reader, org: Org, app: App): Promise<SealedKey | undefined> =>
  (await keysOf(db, org.id, { app: app.id })).find(({ status }) => status === "NEXT");

const keyEvent = (type: "app.keys.generate" | "app.keys.rotate", app: App, { kid }: SealedKey, now: Date) =>
  logEvent({ org: app.org, now, type, result: "SUCCESS", targets: [appTarget(app)], debugData: { kid } });
