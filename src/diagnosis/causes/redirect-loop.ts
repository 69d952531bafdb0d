/** The app takes every answer of the IdP and sends the person there again, although its cookies come back to it. */
import { defineCause } from "../cause.js";
import { signInLoopOf } from "../sign-in-loop.js";

export default defineCause({
  rule: "redirect-loop",
  title: "The app sends the person to the IdP again after every sign-in",

  suspect(trace) {
    const loop = signInLoopOf(trace);
    if (!loop) return undefined;
    const { rounds, callback, page, brought, set } = loop;
    const cookies = brought.join(", ");
    return {
      seen: `${rounds} times ${callback} took the IdP's answer, ${page} was asked for with ${cookies}, and the app sent the person to the IdP again`,
      proof: `the browser kept every cookie that the app set and brought it to ${page}; the IdP refused nothing`,
      isOpen: true,
      cause:
        set.length > 0
          ? `${page} does not find the session that ${callback} began with ${set.join(", ")}, or does not let this person in and asks for a sign-in instead of saying so`
          : `${callback} sets no cookie, and ${page} does not find in the session of ${cookies} that somebody has signed in`,
      fix:
        `see in the app's log why ${page} takes the person for a stranger: a session store that forgets or that ` +
        `another process cannot see, a page that reads another cookie, or a missing right, which deserves a page of its own (403)`,
    };
  },
});
