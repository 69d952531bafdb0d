/** Only a person with an assignment can sign in. */
import { type Finding, failed, passed } from "../report.js";
import type { Subject } from "../subject.js";

/** @param username the name in the app; undefined when the person has no assignment */
export async function personAssigned({ app, user }: Subject, username: string | undefined): Promise<Finding> {
  if (username !== undefined) return passed(`${user.login}, known to the app as ${username}`);
  return failed(`${user.login} has no assignment to ${app.label}`, {
    rule: "person-not-assigned",
    seen: `no assignment of ${user.login} to ${app.slug} in the org`,
    proof: "the IdP looks it up at every sign-in",
    cause: `${user.login} is not assigned to ${app.label}`,
    fix: `appint assign ${app.slug} --user ${user.login}`,
  });
}
