// A cause of failed sign-ins: it fires only on its proof.
import { sentence } from "../spelling.mjs";

export const form = "cause";

export function make(name) {
  return {
    files: {
      [`src/diagnosis/causes/${name}.ts`]: `/** Say what goes wrong, and why it shows only in production, if it does. */
import { defineCause } from "../cause.js";
import { deliveryOf } from "../trace.js";

export default defineCause({
  rule: "${name}",
  title: "${sentence(name)}",

  suspect(trace) {
    if (!deliveryOf(trace)) return undefined;
    // Nothing points to it yet: return what was seen, the cause, the fix, and a proof or an experiment.
    return undefined;
  },
});
`,
      [`test/diagnosis/causes/${name}.spec.ts`]: `import { describe, expect, it } from "vitest";
import cause from "../../../src/diagnosis/causes/${name}.js";
import { samlDelivery, samlTrace } from "../trace.js";

describe("${name}", () => {
  it("is named where the wire proves it, and nowhere else", async () => {
    const suspicion = await cause.suspect(samlTrace([samlDelivery()]));

    expect.fail(\`write the trace that proves it, and those that must not (a plain delivery: \${JSON.stringify(suspicion)})\`);
  });
});
`,
    },
    next: [
      `what in a trace points to it, in src/diagnosis/causes/${name}.ts`,
      `an app that has the mistake, test/zoo/${name}.ts, and what test-sso must say of it in test/e2e/test-sso/`,
    ],
  };
}
