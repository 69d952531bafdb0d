/**
 * The org's signing keys for tokens. Two of them: the ID tokens' key is published, the access tokens' key is not,
 * since the platform's org server signs access tokens so that no app can verify them.
 */
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
 * The keys that sign tokens now; makes what is missing (an org is born with them). Two processes that do so at once end with the same keys.
 *
 * @throws Problem SEAL_BROKEN
 */
export async function ensureSigningKeys(store: Store, org: Org, now = new Date()): Promise<TokenKeys> {
  const [idToken, accessToken] = await Promise.all([
    ensureKey(store, org, "id-token", now),
    ensureKey(store, org, "access-token", now),
  ]);
  return { idToken: openKey(store, idToken), accessToken: openKey(store, accessToken) };
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
