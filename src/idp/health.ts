/** /healthz: which org of which database answers here, so that nobody talks to the wrong IdP. */
import { sha256Hex } from "../crypto/hash.js";
import type { Org } from "../store/orgs.js";
import type { Store } from "../store/store.js";
import { sendJson } from "./http/answers.js";
import type { Exchange } from "./http/exchange.js";

export interface Health {
  /** Tells database and org without telling what they are: 32 hex digits. */
  readonly instance: string;
  /** Slug of the org. */
  readonly org: string;
}

export function healthOf({ instanceId }: Pick<Store, "instanceId">, { id, slug }: Pick<Org, "id" | "slug">): Health {
  return { instance: sha256Hex(instanceId + id).slice(0, 32), org: slug };
}

export function healthz({ idp, res }: Exchange): void {
  sendJson(res, 200, healthOf(idp.store, idp.org));
}

/**
 * Does the IdP of this very org answer at its origin?
 *
 * @returns false also when something else answers there, or nothing within a second
 */
export async function isIdpRunning(store: Pick<Store, "instanceId">, org: Org): Promise<boolean> {
  try {
    const answer = await fetch(`${org.origin}/healthz`, { redirect: "error", signal: AbortSignal.timeout(1000) });
    const { instance } = (await answer.json()) as Partial<Health>;
    return instance === healthOf(store, org).instance;
  } catch {
    return false;
  }
}
