/** Only a person with an assignment can sign in. */
import { type Finding, failed, passed } from "../report.js";
import type { Subject } from "../subject.js";
import type { TestAssignment } from "../test-user.js";

/** @param assignment undefined when the person has none */
export async function personAssigned({ app, user }: Subject, assignment: TestAssignment | undefined): Promise<Finding> {
  if (assignment) {
    const { username, through } = assignment;
    const groups = through.map((name) => `"${name}"`).join(", ");
    const by = groups && ` through the ${through.length === 1 ? "group" : "groups"} ${groups}`;
    return passed(`${user.login}${by}, known to the app as ${username}`);
  }
  return failed(`${user.login} has no assignment to ${app.label}`, {
    rule: "person-not-assigned",
    seen: `no assignment of ${user.login} to ${app.slug} in the org`,
    proof: "the IdP looks it up at every sign-in",
    cause: `${user.login} is not assigned to ${app.label}`,
    fix: `appint assign ${app.slug} --user ${user.login}`,
  });
}
