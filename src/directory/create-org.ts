/** A further org in the same database: its own people, apps, keys and log, and an IdP of its own address. */
import { type Org, orgs } from "../store/orgs.js";
import { orgExists } from "../store/problems.js";
import type { Store } from "../store/store.js";
import { type NewPerson, newOrg } from "./new-org.js";
import { checkedOrigin, DEFAULT_ORIGIN, freeOrigin, portOf } from "./origin.js";
import { orgInvalid, originTaken } from "./problems.js";
import { hasSlug, slugOf } from "./slug.js";

const LONGEST_NAME = 100;

/**
 * Makes an org and makes it current.
 *
 * @param origin the address of its IdP, as it is
 * @param from where the search for a free address begins when there is no `origin`
 * @returns the org and the people's passwords, which are kept nowhere in clear
 * @throws Problem ORG_INVALID, ORG_EXISTS, ORIGIN_INVALID, ORIGIN_TAKEN
 */
export async function createOrg(
  store: Store,
  { name, origin, from = DEFAULT_ORIGIN }: { name: string; origin?: string; from?: string },
  now: Date,
): Promise<{ org: Org; people: NewPerson[] }> {
  const label = checkedOrgName(name);
  const [wanted, start] = [origin === undefined ? undefined : checkedOrigin(origin), checkedOrigin(from)];
  const slug = slugOf(label);
  const addressAmong = (present: readonly Org[]): string => {
    if (present.some((other) => other.slug === slug)) throw orgExists(slug);
    const free = freeOrigin(start, present);
    const holder = wanted && present.find((other) => portOf(other.origin) === portOf(wanted));
    if (holder) throw originTaken(wanted, holder, free);
    return wanted ?? free;
  };
  addressAmong(await orgs(store.read)); // before keys are made for nothing
  const { people, insert } = await newOrg(store, { slug, name: label, now });
  // Chosen under the lock, against every org there is: two orgs must never be set up with one address.
  return await store.write(async (tx) => ({ org: await insert(tx, addressAmong(await orgs(tx))), people }));
}

/** The name without blanks around it. @throws Problem ORG_INVALID for one that no org can have */
export function checkedOrgName(typed: string): string {
  const name = typed.trim();
  if (name === "") throw orgInvalid(typed, "the name is empty");
  if (name.length > LONGEST_NAME)
    throw orgInvalid(name.slice(0, 20), `the name has more than ${LONGEST_NAME} characters`);
  if (/\p{Cc}/u.test(name)) throw orgInvalid(name, "the name has a control character in it");
  if (!hasSlug(name)) throw orgInvalid(name, "no letter a to z and no digit is in it, of which its short name is made");
  return name;
}
