/** The IdP refused: the person has no assignment. */
import { defineCause } from "../cause.js";

export default defineCause({
  rule: "person-not-assigned",
  title: "The person is not assigned to the app",

  suspect(trace) {
    const refusal = trace.events.find(({ reason }) => reason === "User not assigned");
    if (!refusal) return undefined;
    return {
      seen: `the IdP refused ${trace.user.login}: ${refusal.eventType} "${refusal.reason}"`,
      proof: "the refusal stands in the system log of this run",
      cause: `${trace.user.login} is not assigned to ${trace.app.label}`,
      fix: `appint assign ${trace.app.slug} --user ${trace.user.login}`,
    };
  },
});
