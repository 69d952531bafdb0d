/** `appint test-sso <app>`: what is tested and how it is judged lives in smoke/; here are flags, the app's process and the words. */
import type { FieldValues } from "../../integrations/field.js";
import type { EnvironmentVariable } from "../../integrations/other-side.js";
import { type ExitStatus, Problem } from "../../problem.js";
import { REPORT_MEMBERS, type Report } from "../../smoke/report.js";
import type { TestSsoInput } from "../../smoke/test-sso.js";
import type { App, TestSettings } from "../../store/apps.js";
import { type ArgumentDefinitions, option, toggle } from "../arguments.js";
import { defineCommand } from "../command.js";
import type { Context } from "../context.js";
import { appArgument, userNamed } from "../named-things.js";
import { envMapWithoutExec } from "../problems.js";
import type { ReporterName } from "../reporters.js";
import { secondsToMs } from "../seconds.js";
import type { Telling } from "../test-output.js";

interface Values extends FieldValues {
  app: App;
  user?: string;
  exec?: string;
  waitOn?: string;
  waitTimeout?: number;
  timeout?: number;
  allowInconclusive?: boolean;
  trace?: boolean;
  reporter?: ReporterName;
  report?: string;
}

export default defineCommand({
  summary: "Sign a test user in to the real app, and say what works and exactly why what doesn't",
  description:
    "Starts a temporary identity provider (or uses the running `appint serve` of this org), signs in from the tile and\nfrom the app, and judges the app by what it shows. The org is the same before and after.\nIn reports for CI what could not be judged is an error, never a pass.",
  examples: [
    "appint test-sso payroll",
    "appint test-sso payroll --start-url http://localhost:3000/reports --user-url http://localhost:3000/me",
    'appint test-sso payroll --exec "npm start" --wait-on http://localhost:3000/health --json',
    "appint test-sso payroll --reporter junit --report reports/payroll.xml",
  ],
  changes: "protocol-state",
  json: REPORT_MEMBERS,

  async args(): Promise<ArgumentDefinitions> {
    const { testFields } = await import("../../integrations/test-settings.js");
    const { optionsOf } = await import("../field-arguments.js");
    const { kinds } = await import("../../integrations/registry.js");
    const { environmentNames } = await import("../../integrations/other-side.js");
    const names = (await kinds())
      .filter(({ withoutSso }) => !withoutSso)
      .map((kind) => `${kind.id} has ${environmentNames(kind).join(", ")}`);
    const ofTests = optionsOf(testFields);
    const { envMap } = ofTests;
    const { urlTyped } = await import("../url-typed.js");
    const { reporterNamed, reporterNames } = await import("../reporters.js");
    return {
      app: appArgument,
      user: option("--user <login>", "who signs in", { defaultText: "the first assigned person by login" }),
      ...ofTests,
      ...(envMap ? { envMap: { ...envMap, help: `${envMap.help}; ${names.join("; ")}` } } : {}),
      exec: option("--exec <command>", "start the app with this command, the integration's values in its environment"),
      waitOn: option("--wait-on <url>", "with --exec: wait until this address answers", {
        parse: urlTyped("http://localhost:3000/health"),
      }),
      waitTimeout: option("--wait-timeout <seconds>", "with --wait-on: how long at most", {
        parse: secondsToMs,
        defaultText: "60",
      }),
      timeout: option("--timeout <seconds>", "for each request to the app", { parse: secondsToMs, defaultText: "10" }),
      reporter: option("--reporter <name>", `how the result is told: ${reporterNames.join(", ")}`, {
        parse: reporterNamed,
        defaultText: "human",
      }),
      report: option("--report <file>", "with --reporter junit or tap: write it there, and show people the rest"),
      trace: toggle("--trace", "show every request of every check"),
      allowInconclusive: toggle(
        "--allow-inconclusive",
        "end with status 0 also when something could not be judged; an app that cannot be reached stays 5",
      ),
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
    const { reportingOf, clearReport } = await import("../reporters.js");
    const reporting = reportingOf(values, { isJson: context.output.isJson, cwd: context.cwd });
    const { kindOf } = await import("../../integrations/registry.js");
    const { checkEnvMap } = await import("../env-map.js");
    const kind = await kindOf(values.app);
    if (kind.withoutSso) {
      const { withoutSsoToTest } = await import("../../smoke/problems.js");
      throw withoutSsoToTest(values.app, kind);
    }
    checkEnvMap(kind, tests.envMap);
    const login = values.user ?? values.app.tests.user;
    const user = login === undefined ? undefined : await userNamed(login, context);

    if (reporting.file !== undefined) await clearReport(reporting.file);
    const [store, org] = [await context.store(), await context.org()];
    const { testUserOf } = await import("../../smoke/test-user.js");
    await testUserOf(store, values.app, user); // nothing is started for a test that cannot begin
    const { environmentOf } = await import("../../integrations/other-side.js");
    const { setupInputOf } = await import("../../integrations/setup-input.js");
    const input = await setupInputOf(store, org, values.app, { reveal: true });
    const variables = environmentOf(kind, input, tests.envMap);
    const { telling } = await import("../test-output.js");
    const told = await telling(context.output, reporting, { trace: values.trace ?? false });

    try {
      const { idpForTest } = await import("../idp-for-test.js");
      const idp = await idpForTest(context);
      told.idp(org.origin, idp.started);
      const { lintApp } = await import("../../integrations/lint-app.js");
      const remarks = await lintApp(kind, { ...input, now: context.clock() });
      const { notHonouredBy } = await import("../../integrations/values.js");
      const notHonoured = notHonouredBy(kind, values.app);
      told.remarks(remarks, notHonoured);
      const run = { remarks, notHonoured, tests, user, variables, idpStarted: idp.started, idpBack: idp.back };
      const report = await runTest(values, run, told, context).finally(idp.close);
      const status = statusOf(report, values.allowInconclusive ?? false);
      // A run that never reached the app is no pass, whatever is allowed.
      await told.end(report, { allowInconclusive: (values.allowInconclusive ?? false) && status !== 5 });
      return status;
    } finally {
      told.close();
    }
  },
});

async function runTest(
  values: Values,
  run: Pick<TestSsoInput, "tests" | "user" | "remarks" | "notHonoured" | "idpStarted" | "idpBack"> & {
    variables: EnvironmentVariable[];
  },
  told: Telling,
  context: Context,
): Promise<Report> {
  const { testSso } = await import("../../smoke/test-sso.js");
  const { secretsOf } = await import("../../integrations/other-side.js");
  const { underTest } = await import("../app-under-test.js");
  const { targetOf } = await import("../../smoke/target.js");
  const { variables, ...test } = run;
  const { startUrl } = targetOf(values.app, run.tests);
  const app = await underTest({ ...values, startUrl, variables }, context, told.line);
  try {
    return await testSso({
      store: await context.store(),
      org: await context.org(),
      app: values.app,
      ...test,
      clock: context.clock,
      timeoutMs: values.timeout,
      signal: context.signal,
      appOutput: app?.output,
      appNotReady: app?.notReady,
      appEnded: app?.ended,
      secrets: secretsOf(variables),
      onCheck: told.check,
    });
  } finally {
    await app?.stop();
  }
}

function statusOf({ verdict, checks }: Report, allowInconclusive: boolean): ExitStatus {
  if (verdict === "failed") return 1;
  if (verdict === "passed") return 0;
  if (checks.some(({ id, verdict: each }) => id === "app-reachable" && each === "inconclusive")) return 5;
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
