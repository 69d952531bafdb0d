/** Giving an org's IdP another address. Everything that was set up with the old one must learn the new one. */
import { type Org, setOrigin } from "../store/orgs.js";
import type { Store } from "../store/store.js";
import { logEvent } from "../system-log/event.js";
import { checkedOrigin } from "./origin.js";

/** @throws Problem ORIGIN_INVALID */
export async function moveOrg(store: Store, org: Org, origin: string, now: Date): Promise<Org> {
  const moved: Org = { ...org, origin: checkedOrigin(origin) };
  return await store.write(async (tx) => {
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
