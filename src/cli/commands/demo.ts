/**
 * `appint demo`: the tour. Every line that it shows is a command line that it runs, in a throw-away org, on real apps.
 * What the apps are and what is expected of them is in demo/steps.ts.
 */
import type { ExitStatus } from "../../problem.js";
import { defineCommand } from "../command.js";

export default defineCommand({
  summary: "The tour: two real apps created and tested, and one with a mistake that is found",
  description:
    "Works in a folder of its own that is gone afterwards. Needs no network, no account, no free port in particular.",
  examples: ["appint demo", "appint demo --json=verdict"],
  args: {},
  json: ["verdict", "steps"],

  async run(_, context): Promise<ExitStatus> {
    const { runDemo } = await import("../demo/run-demo.js");
    return await runDemo(context);
  },
});
