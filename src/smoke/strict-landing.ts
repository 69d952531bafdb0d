/**
 * A sign-in whose session is there, but whose landing page does not see it: a Strict cookie stays behind on the whole
 * navigation that the IdP began. The person reads "Log in" right after signing in; asked for again, the page is theirs.
 */
import type { User } from "../store/users.js";
import type { Agent, Visit } from "./agents/agent.js";
import { identityIn } from "./identity.js";
import { view } from "./view.js";

/** Why the landing is a stranger's; undefined when it is not, or when no Strict cookie stayed behind. */
export async function landsAsStranger(
  { user, username, idpOrigin }: { user: User; username: string; idpOrigin: string },
  { agent, stranger, visit }: { agent: Agent; stranger: Agent; visit: Visit },
): Promise<string | undefined> {
  const { page, hops } = visit;
  const last = hops.at(-1);
  const kept = last?.withheldCookies.filter(({ why }) => why === "strict-on-cross-site-navigation") ?? [];
  if (kept.length === 0 || last?.request.method !== "GET" || identityIn(page.text, user, username)) return undefined;

  const again = await view(agent, page.url, idpOrigin);
  if (again.kind !== "answered" || again.page.body === page.body) return undefined;
  const isTheirs = identityIn(again.page.text, user, username) !== undefined;
  if (!isTheirs && (await view(stranger, page.url, idpOrigin)).page.body !== page.body) return undefined;
  const names = kept.map(({ name }) => name).join(", ");
  return `${new URL(page.url).pathname} is shown as to a stranger right after the sign-in, and signed in when it is asked for again: ${names} stayed behind`;
}
