/** Deleting an org: for good, with its people, apps, keys, secrets, sessions and log. */
import type { Reader } from "../store/driver.js";
import { countsOfOrg, currentOrg, deleteOrg, type Org, orgs } from "../store/orgs.js";
import type { Store } from "../store/store.js";
import { logEvent } from "../system-log/event.js";
import { onlyOrg, orgIsCurrent } from "./problems.js";

/**
 * Whether the org may be deleted. The current one may not: what is typed next would work on another org than the
 * person thinks.
 *
 * @returns the current org
 * @throws Problem ORG_IS_CURRENT, ONLY_ORG
 */
export async function refuseDeletion(db: Reader, org: Org): Promise<Org> {
  const [current, all] = [await currentOrg(db), await orgs(db)];
  const other = all.find(({ id }) => id !== org.id);
  if (!other) throw onlyOrg(org);
  if (!current || current.id === org.id) throw orgIsCurrent(org, other);
  return current;
}

/**
 * Deletes the org and everything of it. Its own log goes with it; that it was deleted is in the log of the current org.
 *
 * @throws Problem ORG_IS_CURRENT, ONLY_ORG, ORG_GONE when somebody else was faster
 */
export async function deleteWholeOrg(store: Store, org: Org, now: Date): Promise<void> {
  await store.write(async (tx) => {
    const current = await refuseDeletion(tx, org);
    const counts = await countsOfOrg(tx, org.id);
    await deleteOrg(tx, org.id);
    await tx.record(
      logEvent({
        org: current.id,
        now,
        type: "org.lifecycle.delete",
        result: "SUCCESS",
        targets: [{ id: org.id, type: "Org", alternateId: org.slug, displayName: org.name }],
        debugData: counts,
      }),
    );
  });
}
