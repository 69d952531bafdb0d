/**
 * A form that another site posts brings no session cookie, so it is sent on to the GET of the same address, which gets
 * the cookie. What does not fit into an address is refused: no browser could follow.
 */
import { redirect } from "../http/answers.js";
import type { Exchange } from "../http/exchange.js";
import { BodyTooLarge } from "../http/form.js";

/** Half of what a request's head may be: cookies and headers need their place. */
const longestQuery = 8 * 1024;

/** @throws BodyTooLarge | NotAForm */
export async function getInstead(exchange: Exchange): Promise<void> {
  const query = (await exchange.form()).toString();
  if (query.length > longestQuery) throw new BodyTooLarge();
  redirect(exchange, `${exchange.url.pathname}?${query}`, 303);
}
