/**
 * The memory of a page that asks for an app's credentials: which app, and in whose session it was shown. One session's
 * handle is of no use in another one, so that no other site can leave somebody else's password here.
 *
 * @see rfc9700 §4.7 (cross-site request forgery)
 */
import { equalSecrets, sha256Hex } from "../../crypto/hash.js";
import { randomToken } from "../../crypto/ids.js";
import { issueOnce, peekOnce, redeemOnce } from "../../store/one-time.js";
import type { Exchange } from "../http/exchange.js";
import type { SignedIn } from "../sessions/session.js";

const kind = "swa-credentials";
const lifeSeconds = 60 * 60;

export async function openHandle({ idp }: Exchange, app: string, { session }: SignedIn): Promise<string> {
  const handle = randomToken();
  const payload = { app, session: sha256Hex(session.uid) };
  const expires = new Date(idp.clock().getTime() + lifeSeconds * 1000);
  await idp.store.keep((tx) => issueOnce(tx, { kind, id: sha256Hex(handle), org: idp.org.id, payload, expires }));
  return handle;
}

/** Whether the handle was made for this app and session, and nothing was stored with it. */
export async function isOpen({ idp }: Exchange, handle: string, app: string, { session }: SignedIn): Promise<boolean> {
  const kept = await peekOnce(idp.store.read, kind, sha256Hex(handle), idp.clock());
  return kept?.app === app && equalSecrets(String(kept.session), sha256Hex(session.uid));
}

/** Uses the handle up. @returns false when another request was first */
export async function closeHandle({ idp }: Exchange, handle: string): Promise<boolean> {
  return (await idp.store.keep((tx) => redeemOnce(tx, kind, sha256Hex(handle), idp.clock()))) !== undefined;
}
