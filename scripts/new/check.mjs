// A check of test-sso: it judges one thing about the app and says how it knows.
import { camel, sentence } from "../spelling.mjs";

export const form = "check";

export function make(name) {
  const call = camel(name);
  return {
    files: {
      [`src/smoke/checks/${name}.ts`]: `/** Say what must hold, and what would be broken in production where it does not. */
import { attempt } from "../attempt.js";
import { evidenceOf } from "../flows/flow.js";
import { spInitiated } from "../flows/sp-initiated.js";
import { type Finding, inconclusive } from "../report.js";
import type { Subject } from "../subject.js";

/** Say what it changes, if anything: only in an overlay of its own attempt. */
export async function ${call}(subject: Subject): Promise<Finding> {
  const { walk, judgement } = await attempt(subject, spInitiated(subject.user.login), {});
  const evidence = evidenceOf(walk.visit.hops);
  return inconclusive(\`nothing judges yet what this shows (signed in: \${judgement.signedIn})\`, "judge it here", { evidence });
}
`,
      [`test/smoke/checks/${name}.spec.ts`]: `import { describe, expect, it } from "vitest";
import { ${call} } from "../../../src/smoke/checks/${name}.js";

describe("the check ${name}", () => {
  it("passes a healthy app, fails one with the mistake, and guesses about no other", () => {
    expect.fail(\`write what \${${call}.name} must find in an app of test/zoo with the mistake, and in a sample without it\`);
  });
});
`,
    },
    next: [
      `judge in src/smoke/checks/${name}.ts: passed, failed, or inconclusive with what to add`,
      `its place in the order of src/smoke/test-sso.ts: judge("${name}", "${sentence(name)}", …)`,
      "an app in test/zoo/ that has the mistake, and the id in allPassed of test/e2e/test-sso/created-app.ts",
    ],
  };
}
