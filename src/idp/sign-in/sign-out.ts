/** GET /login/signout: ends the session of this browser; no app is told. */
import { redirect, sendPage } from "../http/answers.js";
import type { Exchange } from "../http/exchange.js";
import { signedOutPage } from "../pages/signed-out.js";
import { ownPath } from "../sessions/return-to.js";
import { endSession } from "../sessions/session.js";

export async function signOut(exchange: Exchange): Promise<void> {
  const { idp, url, nonce } = exchange;
  await endSession(exchange);
  const target = ownPath(url.searchParams.get("fromURI"), idp.origin);
  if (target) return redirect(exchange, target);
  sendPage(exchange, 200, signedOutPage({ nonce, org: idp.org.name }));
}
