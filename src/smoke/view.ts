/** Looking at one page of the app: what a stranger or the signed-in agent gets there. */
import type { Agent, Ending, Page, Visit } from "./agents/agent.js";

export interface View {
  url: string;
  /** `sent-to-idp`: the app wants a sign-in. `refused`: 401 or 403. `answered`: anything else that the app shows. */
  kind: "sent-to-idp" | "refused" | "answered" | "unreachable";
  page: Page;
  ending: Ending;
}

/** Gets a page and stops where the app sends the browser to the IdP. */
export async function view(agent: Agent, url: string, idpOrigin: string): Promise<View> {
  const visit = await agent.get(url, { stopAt: (request) => new URL(request.url).origin === idpOrigin });
  return { url, kind: kindOf(visit), page: visit.page, ending: visit.ending };
}

function kindOf({ ending, page }: Visit): View["kind"] {
  if (ending.kind === "stopped") return "sent-to-idp";
  if (ending.kind !== "page") return "unreachable";
  return page.status === 401 || page.status === 403 ? "refused" : "answered";
}

/** Whether a view shows what was asked for: the app answered well, and at the address itself. */
export const isShown = ({ kind, page, url }: View): boolean =>
  kind === "answered" && page.status < 400 && sameAddress(page.url, url);

/**
 * Whether the page is a sign-in form: whoever stands there is not signed in, whatever name it shows. A form that
 * changes a password has several of them, one that confirms something has no name beside it.
 */
export const asksPassword = ({ forms }: Page): boolean =>
  forms.some(({ controls }) => {
    const passwords = controls.filter(({ type }) => type === "password");
    return passwords.length === 1 && controls.some(({ type }) => type === "text" || type === "email");
  });

/** Whether the app keeps a visitor away: it refuses, asks to sign in, or sends to its own sign-in page. */
export const isClosed = (seen: View): boolean =>
  seen.kind === "sent-to-idp" ||
  seen.kind === "refused" ||
  (seen.kind === "answered" && !sameAddress(seen.page.url, seen.url) && asksPassword(seen.page));

/** Whether a view tells nothing of who is let in: the app failed, was overrun, or did not answer. */
export const isFault = ({ kind, page }: View): boolean =>
  kind === "unreachable" || page.status >= 500 || page.status === 429;

/** Equal but for the fragment. */
export const sameAddress = (a: string, b: string): boolean => {
  const [one, other] = [new URL(a), new URL(b)];
  one.hash = "";
  other.hash = "";
  return one.href === other.href;
};
