/**
 * The signing keys of the org's authorization servers. The org's own server has two: the ID tokens' key is published,
 * the access tokens' key is not, since the platform signs those so that no app can verify them. A custom server has one.
 */
import { type AuthorizationServer, orgAuthorizationServer } from "../../directory/authorization-servers.js";
import { newTokenKey } from "../../directory/token-key.js";
import { activeKey, insertKey, type KeyPurpose, openKey, type SealedKey, type SigningKey } from "../../store/keys.js";
import type { Org } from "../../store/orgs.js";
import type { Store } from "../../store/store.js";
import { logEvent } from "../../system-log/event.js";

export interface TokenKeys {
  readonly idToken: SigningKey;
  readonly accessToken: SigningKey;
}

/**
 * The keys that sign a server's tokens now; makes what is missing (an org is born with them). Two processes that do so
 * at once end with the same keys.
 *
 * @throws Problem SEAL_BROKEN
 */
export async function ensureSigningKeys(
  store: Store,
  org: Org,
  now = new Date(),
  { keys }: Pick<AuthorizationServer, "keys"> = orgAuthorizationServer(org),
): Promise<TokenKeys> {
  const purposes = [...new Set([keys.idToken, keys.accessToken])];
  const made = await Promise.all(purposes.map((purpose) => ensureKey(store, org, purpose, now)));
  // One key where the server has one purpose for both.
  const [idToken, accessToken = idToken] = made.map((key) => openKey(store, key));
  if (!idToken || !accessToken) throw new Error("a server signs its tokens with one key or two");
  return { idToken, accessToken };
}

async function ensureKey(store: Store, org: Org, purpose: KeyPurpose, now: Date): Promise<SealedKey> {
  const present = await activeKey(store.read, org.id, purpose, null);
  if (present) return present;

  const key = await newTokenKey(store, org, purpose, now);
  try {
    await store.write(async (tx) => {
      if (!(await insertKey(tx, key))) throw new AnotherWasFirst();
      await tx.record(logEvent({ org: org.id, now, type: "app.keys.generate", result: "SUCCESS" }));
    });
    return key;
  } catch (error) {
    const theirs = error instanceof AnotherWasFirst && (await activeKey(store.read, org.id, purpose, null));
    if (theirs) return theirs;
    throw error;
  }
}

/** Rolls the write back: nothing was changed, so there is nothing to log. */
class AnotherWasFirst extends Error {}
