/** First use: an org with an admin and a person, so that there is somebody to sign in. */
import { currentOrg, type Org } from "../store/orgs.js";
import type { Store } from "../store/store.js";
import { type NewPerson, newOrg } from "./new-org.js";
import { checkedOrigin, DEFAULT_ORIGIN } from "./origin.js";

/**
 * Makes the org `default` with its built-in group and two people, and makes it current.
 *
 * @param origin address of the org's IdP
 * @returns the org and the people's passwords, which are kept nowhere in clear; undefined when there is an org already
 */
export async function createFirstOrg(
  store: Store,
  { now, origin = DEFAULT_ORIGIN, slug = "default" }: { now: Date; origin?: string; slug?: string },
): Promise<{ org: Org; people: NewPerson[] } | undefined> {
  const address = checkedOrigin(origin);
  const { people, insert } = await newOrg(store, { slug, name: slug, now });
  return await store.write(async (tx) =>
    (await currentOrg(tx)) ? undefined : { org: await insert(tx, address), people },
  );
}
