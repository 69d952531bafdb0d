/** `appint provision test <app>`: the platform's "Test Connector Configuration". Nothing changes, here or at the service. */
import { option } from "../../arguments.js";
import { defineCommand } from "../../command.js";
import { appArgument } from "../../named-things.js";
import { secondsToMs } from "../../seconds.js";

const MARKS = { passed: "✔", failed: "✖", absent: "✖", skipped: "–" } as const;
const STATUS = { passed: 0, failed: 1, inconclusive: 5 } as const;

export default defineCommand({
  summary: "Test the connection to an app's SCIM service",
  description:
    "Asks the service what the platform asks when a connection is saved, and what each supported action begins with. It only reads: nobody is made or changed there. Exit status 1: the service answers wrongly; 5: nothing answers.",
  examples: ["appint provision test payroll", "appint provision test payroll --timeout 5 --json=verdict,actions"],
  args: {
    app: appArgument,
    timeout: option("--timeout <seconds>", "how long each answer may take", { parse: secondsToMs, defaultText: "60" }),
  },
  json: ["app", "baseUrl", "verdict", "actions", "requests"],

  async run({ app, timeout }, context) {
    const { connectionOf } = await import("../../../provisioning/connection-of.js");
    const { testConnection } = await import("../../../provisioning/test-connection.js");
    const { SCIM_ACTIONS } = await import("../../../integrations/scim/actions.js");
    const { printable } = await import("../../output/style.js");
    const { output } = context;
    const connection = await connectionOf(await context.store(), app);
    const done = await output.busy(`Asking ${connection.baseUrl}`);
    const report = await testConnection(connection, { timeoutMs: timeout }).finally(done);

    if (output.isJson) {
      output.json({
        app: app.slug,
        baseUrl: connection.baseUrl,
        verdict: report.verdict,
        actions: report.actions,
        requests: report.tries.map(({ token: _, ...made }) => made),
      });
      return STATUS[report.verdict];
    }
    const { style } = output;
    const colour = (verdict: keyof typeof MARKS) =>
      verdict === "passed" ? style.green : verdict === "skipped" ? style.dim : style.red;
    output.print(`${style.bold(printable(app.label))}   SCIM at ${printable(connection.baseUrl)}`);
    for (const { verdict, request, seen, cause, fix, durationMs } of report.tries) {
      output.print(`${colour(verdict)(MARKS[verdict])} ${printable(request)}   ${printable(seen)}   ${durationMs} ms`);
      if (cause !== undefined) output.print(`    cause   ${printable(cause)}`);
      if (fix !== undefined) output.print(`    fix     ${printable(fix)}`);
    }
    output.print("\n  Supported provisioning actions");
    for (const { action, isSelected, verdict } of report.actions) {
      const term = SCIM_ACTIONS.find(({ word }) => word === action)?.term ?? action;
      const why = !isSelected ? "   not selected" : verdict === "skipped" ? "   not tried" : "";
      output.print(`  ${colour(verdict)(MARKS[verdict])} ${term}${why}`);
    }
    return STATUS[report.verdict];
  },
});
