/** The fix of a failed check, done as a person would: by copying the command that was printed. */
import type { CheckResult } from "../../../src/smoke/report.js";
import type { FreshOrg } from "../built-cli.js";

/** Runs the first `appint …` line of the fix. @throws Error when there is none, or when it does not succeed */
export async function runFix(org: FreshOrg, { fix }: Pick<CheckResult, "fix">): Promise<void> {
  const line = fix?.split("\n").find((each) => each.startsWith("appint "));
  if (!line) throw new Error(`the fix is no command: ${fix}`);
  await org.done(line.replace(/^appint /, ""));
}
