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

/** Equal but for the fragment. */
export const sameAddress = (a: string, b: string): boolean => {
  const [one, other] = [new URL(a), new URL(b)];
  one.hash = "";
  other.hash = "";
  return one.href === other.href;
};
