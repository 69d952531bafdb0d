/** `appint test-sso <app>`: what is tested and how it is judged lives in smoke/; here are flags, the app's process and the words. */
import type { FieldValues } from "../../integrations/field.js";
import { type ExitStatus, Problem } from "../../problem.js";
import { REPORT_MEMBERS, type Report } from "../../smoke/report.js";
import type { TestSsoInput } from "../../smoke/test-sso.js";
import type { App, TestSettings } from "../../store/apps.js";
import { type ArgumentDefinitions, option, toggle } from "../arguments.js";
import { defineCommand } from "../command.js";
import type { Context } from "../context.js";
import { appArgument, userNamed } from "../named-things.js";
import { envMapWithoutExec } from "../problems.js";
import { secondsToMs } from "../seconds.js";

interface Values extends FieldValues {
  app: App;
  user?: string;
  exec?: string;
  waitOn?: string;
  waitTimeout?: number;
  timeout?: number;
  allowInconclusive?: boolean;
  trace?: boolean;
}

export default defineCommand({
  summary: "Sign a test user in to the real app, and say what works and exactly why what doesn't",
  description:
    "Starts a temporary identity provider (or uses the running `appint serve` of this org), signs in from the tile and\nfrom the app, and judges the app by what it shows. The org is the same before and after.",
  examples: [
    "appint test-sso payroll",
    "appint test-sso payroll --start-url http://localhost:3000/reports --user-url http://localhost:3000/me",
    'appint test-sso payroll --exec "npm start" --wait-on http://localhost:3000/health --json',
  ],
  json: REPORT_MEMBERS,

  async args(): Promise<ArgumentDefinitions> {
    const { testFields } = await import("../../integrations/test-settings.js");
    const { optionsOf } = await import("../field-arguments.js");
    const { kinds } = await import("../../integrations/registry.js");
    const { environmentNames } = await import("../../integrations/other-side.js");
    const names = (await kinds()).map((kind) => `${kind.id} has ${environmentNames(kind).join(", ")}`);
    const ofTests = optionsOf(testFields);
    const { envMap } = ofTests;
    return {
      app: appArgument,
      user: option("--user <login>", "who signs in", { defaultText: "the first assigned person by login" }),
      ...ofTests,
      ...(envMap ? { envMap: { ...envMap, help: `${envMap.help}; ${names.join("; ")}` } } : {}),
      exec: option("--exec <command>", "start the app with this command, the integration's values in its environment"),
      waitOn: option("--wait-on <url>", "with --exec: wait until this address answers"),
      waitTimeout: option("--wait-timeout <seconds>", "with --wait-on: how long at most", {
        parse: secondsToMs,
        defaultText: "60",
      }),
      timeout: option("--timeout <seconds>", "for each request to the app", { parse: secondsToMs, defaultText: "10" }),
      trace: toggle("--trace", "show every request of every check"),
      allowInconclusive: toggle("--allow-inconclusive", "end with status 0 also when something could not be judged"),
    };
  },

  async run(raw, context): Promise<ExitStatus> {
    const values = raw as unknown as Values;
    const { testFields } = await import("../../integrations/test-settings.js");
    const { valuesFromFlags } = await import("../field-arguments.js");
    const given = valuesFromFlags(testFields, values);
    const tests: TestSettings = { ...values.app.tests, ...given };
    if (values.exec === undefined) {
      if (values.waitOn !== undefined) throw waitWithoutExec();
      if (given.envMap !== undefined) throw envMapWithoutExec();
    }
    const { kindOf } = await import("../../integrations/registry.js");
    const { checkEnvMap } = await import("../env-map.js");
    checkEnvMap(await kindOf(values.app), tests.envMap);
    const login = values.user ?? values.app.tests.user;
    const user = login === undefined ? undefined : await userNamed(login, context);

    const { testUserOf } = await import("../../smoke/test-user.js");
    await testUserOf(await context.store(), values.app, user); // nothing is started for a test that cannot begin
    const { idpForTest } = await import("../idp-for-test.js");
    const { output } = context;
    const idp = await idpForTest(context);
    output.print(
      `${output.style.green("✔")} IdP ${idp.started ? "up" : "found running"} on ${(await context.org()).origin}`,
    );
    const report = await runTest(values, { tests, user, idpStarted: idp.started, idpBack: idp.back }, context).finally(
      idp.close,
    );
    if (output.isJson) output.json(report);
    else {
      const { summaryText } = await import("../../smoke/reports/human.js");
      output.print(summaryText(report, output.style));
    }
    return statusOf(report, values.allowInconclusive ?? false);
  },
});

async function runTest(
  values: Values,
  run: Pick<TestSsoInput, "tests" | "user" | "idpStarted" | "idpBack">,
  context: Context,
): Promise<Report> {
  const { output, clock } = context;
  const [store, org] = [await context.store(), await context.org()];
  const { testSso } = await import("../../smoke/test-sso.js");
  const { checkText } = await import("../../smoke/reports/human.js");
  const { printable } = await import("../output/style.js");
  const { underTest } = await import("../app-under-test.js");
  const app = await underTest({ ...values, envMap: run.tests.envMap }, context);
  try {
    return await testSso({
      store,
      org,
      app: values.app,
      ...run,
      clock,
      timeoutMs: values.timeout,
      signal: context.signal,
      appOutput: app?.output,
      appNotReady: app?.notReady,
      onCheck: (check) => output.print(checkText(check, { ...output.style, safe: printable }, { trace: values.trace })),
    });
  } finally {
    await app?.stop();
  }
}

function statusOf({ verdict, checks }: Report, allowInconclusive: boolean): ExitStatus {
  if (verdict === "failed") return 1;
  if (verdict === "passed") return 0;
  if (checks.some(({ id, verdict: each }) => id === "app-reachable" && each !== "passed")) return 5;
  return allowInconclusive ? 0 : 6;
}

const waitWithoutExec = () =>
  new Problem(
    "WAIT_WITHOUT_EXEC",
    2,
    "--wait-on is given without --exec",
    "there is nothing to wait for when the test starts nothing",
    '--exec "npm start" --wait-on <url>',
  );
