/** A sign-in that starts at a page of the app, as most do. */
import { type Flow, followSignIn, joined, passSignInPage, type Walk } from "./flow.js";

/** A link that was not tried may be the way: then it is said. */
const notFollowed = (origins: readonly string[]): string =>
  origins.length === 0
    ? ""
    : `; ${[...new Set(origins)].join(", ")} is neither this machine nor a site of the app, and was not asked`;

export const spInitiated = (login: string, startUrl?: string): Flow => ({
  id: "sp-initiated",
  title: "SP-initiated sign-in",

  async walk(input): Promise<Walk> {
    const { run, org, target } = input;
    const start = startUrl ?? target.startUrl;
    const first = await run.agent.get(start);
    if (first.ending.kind !== "page") return { visit: first };
    // Whoever named the page said that a sign-in starts there; one that breaks is the app's failure, not an open question.
    if (target.startUrlGiven && first.page.status >= 500) return { visit: first };
    const atIdp = (url: string) => new URL(url).origin === org.origin;
    if (atIdp(first.page.url) || first.hops.some(({ request }) => atIdp(request.url))) {
      return { visit: await passSignInPage(input, first, login) };
    }
    const leftOut: string[] = [];
    const followed = await followSignIn(run.agent, first, org, leftOut);
    if (followed) return { visit: await passSignInPage(input, followed, login) };
    if (first.page.needsScript) {
      return {
        visit: joined(first, { ...first, hops: [] }),
        notStarted: {
          why: `${new URL(start).pathname} is drawn by script, which this agent does not run${notFollowed(leftOut)}`,
          add: "--start-url <a page of the app that leads to the IdP without script>",
        },
      };
    }
    return {
      visit: joined(first, { ...first, hops: [] }),
      notStarted: {
        why: `${new URL(start).pathname} answers ${first.page.status} without a sign-in, and no link on it leads to the IdP${notFollowed(leftOut)}`,
        add: "--start-url <a page of the app that starts a sign-in>",
      },
    };
  },
});
