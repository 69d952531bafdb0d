/** Shows the sign-in page, for the first time or again after a failed attempt. */
import { usersOfOrg } from "../../store/users.js";
import { sendPage } from "../http/answers.js";
import type { Exchange } from "../http/exchange.js";
import { signInPage } from "../pages/sign-in.js";
import { ownPath } from "../sessions/return-to.js";
import { runOfBrowser } from "../sessions/run.js";
import { openSignIn } from "./sign-in-handle.js";

/** How many test users are offered; the rest signs in with the form. */
const listed = 20;

/**
 * GET /login/login.htm. A session that is there is not taken for an answer: whoever sent the browser here wants it
 * to sign in, and an authorize request with prompt=login would be answered without.
 */
export async function showSignIn(exchange: Exchange): Promise<void> {
  const { idp, url } = exchange;
  const run = await runOfBrowser(exchange);
  // A fromURI that leads elsewhere is dropped, not reported: it is never the person's doing.
  const returnTo = ownPath(url.searchParams.get("fromURI"), idp.origin) ?? "/app/UserHome";
  const handle = await openSignIn(exchange, { returnTo, run: run?.id ?? null });
  await renderSignIn(exchange, { handle, username: url.searchParams.get("login_hint") ?? "" });
}

/** @param error why the last attempt failed; the page is then a 401 */
export async function renderSignIn(
  exchange: Exchange,
  { handle, username, error }: { handle: string; username: string; error?: string },
): Promise<void> {
  const { idp, nonce } = exchange;
  const { rows, next } = await usersOfOrg(idp.store.read, idp.org.id, { limit: listed, status: "ACTIVE" });
  const users = rows
    .map(({ id, login, firstName, lastName }) => ({ id, login, name: `${firstName} ${lastName}` }))
    .sort((a, b) => a.login.localeCompare(b.login, "en"));
  sendPage(
    exchange,
    error ? 401 : 200,
    signInPage({ nonce, org: idp.org.name }, { handle, users, more: next !== undefined, username, error }),
  );
}
