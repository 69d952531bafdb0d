/** The sign-in page's own form: a wrong password is refused, the run's password signs in. */
import { spInitiated } from "../flows/sp-initiated.js";
import type { Finding } from "../report.js";
import type { Subject } from "../subject.js";
import { signsIn } from "./signs-in.js";

export async function passwordForm(subject: Subject): Promise<Finding> {
  const { signIn } = await signsIn(subject, spInitiated(subject.user.login), { signInWith: "password" });
  return signIn.verdict === "passed"
    ? { ...signIn, reason: "a wrong password is refused, the right one signs in" }
    : signIn;
}
