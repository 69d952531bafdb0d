/** Giving an org's IdP another address. Everything that was set up with the old one must learn the new one. */

import type { Reader } from "../store/driver.js";
import { type Org, orgs, setOrigin } from "../store/orgs.js";
import type { Store } from "../store/store.js";
import { logEvent } from "../system-log/event.js";
import { checkedOrigin, freeOrigin, portOf } from "./origin.js";
import { originTaken } from "./problems.js";

/** @throws Problem ORIGIN_INVALID, ORIGIN_TAKEN when another org of the database lives there */
export async function moveOrg(store: Store, org: Org, origin: string, now: Date): Promise<Org> {
  const moved: Org = { ...org, origin: checkedOrigin(origin) };
  return await store.write(async (tx) => {
    await refuseTakenOrigin(tx, org, moved.origin);
    await setOrigin(tx, org.id, moved.origin);
    await tx.record(
      logEvent({
        org: org.id,
        now,
        type: "org.address.change",
        result: "SUCCESS",
        targets: [{ id: org.id, type: "Org", alternateId: org.slug, displayName: org.name }],
        debugData: { from: org.origin, to: moved.origin },
      }),
    );
    return moved;
  });
}

/** @throws Problem ORIGIN_TAKEN when another org of the database lives at that port */
export async function refuseTakenOrigin(db: Reader, org: Org, origin: string): Promise<void> {
  const others = (await orgs(db)).filter(({ id }) => id !== org.id);
  const holder = others.find((other) => portOf(other.origin) === portOf(origin));
  if (holder) throw originTaken(origin, holder, freeOrigin(origin, others));
}
