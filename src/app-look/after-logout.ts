/** Where the app's sign-out takes somebody: asked as nobody, so that nobody is signed out. */
import type { SeenApp } from "../integrations/seen-app.js";
import type { Page } from "../smoke/agents/agent.js";
import type { Visitor } from "./visitor.js";

const LOGOUT = /log-?_?\s?out|sign-?_?\s?out/i;

/** @see openid-connect-rpinitiated-1.0 §2 */
export async function afterLogoutOf(
  visitor: Visitor,
  origin: string,
  page: Page | undefined,
): Promise<SeenApp["afterLogout"]> {
  const linked = page?.links.find(({ href, text }) => LOGOUT.test(`${text} ${href}`) && visitor.isOwn(new URL(href)));
  const url = linked?.href ?? `${origin}/logout`;
  const sight = await visitor.see(`GET ${new URL(url).pathname}`, (agent, options) => agent.get(url, options));
  const { ending, hops = [] } = sight?.visit ?? {};
  if (ending?.kind === "off-limits" && URL.canParse(ending.url)) {
    const named = new URL(ending.url).searchParams.get("post_logout_redirect_uri");
    return named === null ? undefined : { url: named, isOfIdp: true };
  }
  const next = hops[1]?.request;
  // Without a session many apps only go where they always go afterwards; to a sign-in page they would send anybody.
  const isHome = next?.cause === "redirect" && new URL(next.url).pathname === "/";
  return isHome ? { url: next.url, isOfIdp: false } : undefined;
}
