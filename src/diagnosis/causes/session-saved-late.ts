/** The app redirects to its page before the session is saved: the page finds none and asks for a sign-in again. */
import { defineCause } from "../cause.js";
import { signInLoopOf } from "../sign-in-loop.js";

/** Longer than any session store takes, shorter than a person's patience. */
const PAUSE_MS = 1000;

export default defineCause({
  rule: "session-saved-late",
  title: "The app redirects before its session is saved",

  suspect(trace) {
    const loop = signInLoopOf(trace);
    if (!loop) return undefined;
    const { rounds, callback, page } = loop;
    return {
      seen: `${rounds} times ${callback} took the IdP's answer, and ${page}, asked for at once, sent the person to the IdP again`,
      cause: `${callback} answers before the session is saved, so ${page} does not find it yet`,
      fix: `save the session before the redirect of ${callback} (express-session: req.session.save(() => res.redirect(…)))`,
      experiment: { pauseAfterAnswerMs: PAUSE_MS, change: `with a pause before ${page} is asked for` },
    };
  },
});
