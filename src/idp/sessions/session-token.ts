/**
 * Session tokens: whoever holds one is signed in once, within five minutes, without a page. The smoke test signs in
 * with them, as programs do on the platform.
 */
import { sha256Hex } from "../../crypto/hash.js";
import { randomToken } from "../../crypto/ids.js";
import { issueOnce, redeemOnce } from "../../store/one-time.js";
import type { Store } from "../../store/store.js";
import { type User, userById } from "../../store/users.js";
import type { Exchange } from "../http/exchange.js";
import { recordEvents } from "../log.js";
import { type SignedIn, startSession } from "./session.js";

const kind = "session-token";
const lifeSeconds = 5 * 60;

/**
 * A token that signs the user in once: at /login/sessionCookieRedirect, on an authorize request or on a tile.
 *
 * @param run the run of the smoke test that the session will belong to
 */
export async function mintSessionToken(
  store: Store,
  { org, user, run = null, now = new Date() }: { org: string; user: string; run?: string | null; now?: Date },
): Promise<string> {
  const token = randomToken();
  const expires = new Date(now.getTime() + lifeSeconds * 1000);
  await store.keep((tx) => issueOnce(tx, { kind, id: sha256Hex(token), org, payload: { org, user, run }, expires }));
  return token;
}

/**
 * Redeems a token and signs its user in in this browser.
 *
 * @returns undefined for a token that is unknown, used, too old or of another org, or whose user is not active
 */
export async function signInWithToken(exchange: Exchange, token: string): Promise<SignedIn | undefined> {
  const { idp } = exchange;
  const minted = await idp.store.keep((tx) => redeemOnce(tx, kind, sha256Hex(token), idp.clock()));
  const { org, user: id, run } = (minted ?? {}) as Partial<Minted>;
  const user: User | undefined = id && org === idp.org.id ? await userById(idp.store.read, id) : undefined;
  if (user?.status !== "ACTIVE") {
    await recordEvents(exchange, [
      {
        type: "user.session.start",
        actor: user ?? null,
        result: "FAILURE",
        reason: user ? "VERIFICATION_ERROR" : "Invalid token provided",
        run: run ?? null,
      },
    ]);
    return undefined;
  }
  return startSession(exchange, { user, amr: ["pwd"], run: run ?? null });
}

type Minted = { org: string; user: string; run: string | null };
