/** Which public keys an authorization server lets everybody read. */
import type { Reader } from "../store/driver.js";
import { keysFor, type SealedKey } from "../store/keys.js";
import type { Org } from "../store/orgs.js";
import type { AuthorizationServer } from "./authorization-servers.js";

/**
 * The keys of ID tokens, with those that have signed before and will sign next. Those of the org server's access tokens
 * are not published: apps cannot verify them, as on the platform. A custom server has one key for both.
 */
export const publishedKeys = (db: Reader, org: Org, { keys }: AuthorizationServer): Promise<SealedKey[]> =>
  keysFor(db, org.id, keys.idToken);
