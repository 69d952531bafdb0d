/** GET /login/signout: ends the session of this browser; no app is told. */
import { notFound } from "../failures.js";
import { redirect, sendPage } from "../http/answers.js";
import type { Exchange } from "../http/exchange.js";
import { signedOutPage } from "../pages/signed-out.js";
import { ownPath } from "../sessions/return-to.js";
import { endSession } from "../sessions/session.js";

export async function signOut(exchange: Exchange): Promise<void> {
  const { idp, url, nonce, req } = exchange;
  // A picture or frame on another page must not sign anybody out; following a link may, as on the platform. Only a
  // browser says what the answer is for: the mode is also told by clients that are none.
  const destination = req.headers["sec-fetch-dest"];
  if (destination !== undefined && destination !== "document") return notFound(exchange);
  await endSession(exchange);
  const target = ownPath(url.searchParams.get("fromURI"), idp.origin);
  if (target) return redirect(exchange, target);
  sendPage(exchange, 200, signedOutPage({ nonce, org: idp.org.name }));
}
