/**
 * A sign-in page's memory: where its form leads, which run opened it, and which browser it was shown to.
 * The form carries the handle, the browser a cookie; one without the other is refused, so that no other site can
 * sign somebody in here as somebody else.
 *
 * @see rfc9700 §4.7 (cross-site request forgery)
 */
import { equalSecrets, sha256Hex } from "../../crypto/hash.js";
import { randomToken } from "../../crypto/ids.js";
import { issueOnce, peekOnce, redeemOnce } from "../../store/one-time.js";
import { addCookie } from "../http/answers.js";
import { cookieLine } from "../http/cookies.js";
import type { Exchange } from "../http/exchange.js";

const kind = "sign-in";
const browserCookie = "appint_signin";
const lifeSeconds = 60 * 60;

export interface SignInHandle {
  /** Path and query on the IdP. */
  readonly returnTo: string;
  readonly run: string | null;
}

/** Makes a handle for the page that is about to be shown to this browser. */
export async function openSignIn(exchange: Exchange, about: SignInHandle): Promise<string> {
  const { idp, cookies, res } = exchange;
  let browser = cookies[browserCookie];
  if (!browser || !/^[\w-]{43}$/.test(browser)) {
    browser = randomToken();
    addCookie(res, cookieLine(browserCookie, browser, { secure: idp.origin.startsWith("https:") }));
  }
  const handle = randomToken();
  const org = idp.org.id;
  const payload = { ...about, org, browser: sha256Hex(browser) } satisfies Kept;
  const expires = new Date(idp.clock().getTime() + lifeSeconds * 1000);
  await idp.store.keep((tx) => issueOnce(tx, { kind, id: sha256Hex(handle), org, payload, expires }));
  return handle;
}

/** What the handle stands for, if it was made for this browser and nobody has signed in with it. */
export async function readSignIn({ idp, cookies }: Exchange, handle: string): Promise<SignInHandle | undefined> {
  const kept = (await peekOnce(idp.store.read, kind, sha256Hex(handle), idp.clock())) as Kept | undefined;
  const browser = cookies[browserCookie];
  if (kept?.org !== idp.org.id || !browser || !equalSecrets(kept.browser, sha256Hex(browser))) return undefined;
  return { returnTo: kept.returnTo, run: kept.run };
}

/** Uses the handle up. @returns false when another request was first */
export async function closeSignIn({ idp }: Exchange, handle: string): Promise<boolean> {
  return (await idp.store.keep((tx) => redeemOnce(tx, kind, sha256Hex(handle), idp.clock()))) !== undefined;
}

type Kept = SignInHandle & { org: string; browser: string };
