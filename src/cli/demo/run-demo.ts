/** Runs the tour's steps as command lines, one after the other, and judges whether they ended as expected. */
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ExitStatus } from "../../problem.js";
import type { Report } from "../../smoke/report.js";
import { checkText, summaryText } from "../../smoke/reports/human.js";
import type { Context } from "../context.js";
import { withoutSecretVariables } from "../help-topics.js";
import { printable } from "../output/style.js";
import { cancelled } from "../problems.js";
import { createWords, pageFlags, startFlags } from "../samples/registration.js";
import { typedLine } from "../typed-line.js";
import { type DemoStep, steps } from "./steps.js";

const TESTER = "ada@example.com";

interface StepResult {
  app: string;
  expected: DemoStep["expects"];
  verdict: Report["verdict"] | "not run";
  rule: string | null;
  asExpected: boolean;
}

/** @returns 0 exactly when the good apps pass and the broken one fails with the expected cause */
export async function runDemo(context: Context): Promise<ExitStatus> {
  const { output } = context;
  const folder = await mkdtemp(join(tmpdir(), "appint-demo-"));
  const began = performance.now();
  try {
    output.print(`A throw-away org in ${folder}; nothing of yours is touched.`);
    const ports = await freePorts(steps.length + 1);
    const world = { folder, origin: `http://127.0.0.1:${ports[0]}` };
    const results: StepResult[] = [];
    for (const [index, step] of steps.entries()) {
      if (context.signal.aborted) throw cancelled();
      results.push(await runStep(step, index + 1, ports[index + 1] as number, world, context));
    }
    const verdict = results.every(({ asExpected }) => asExpected) ? "passed" : "failed";
    if (output.isJson) output.json({ verdict, steps: results });
    else tell(results, (performance.now() - began) / 1000, context);
    return verdict === "passed" ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runStep(
  step: DemoStep,
  number: number,
  port: number,
  world: { folder: string; origin: string },
  context: Context,
): Promise<StepResult> {
  const { output } = context;
  const url = `http://localhost:${port}`;
  const sample = fileURLToPath(new URL(`samples/${step.sample}.js`, context.dist));
  output.print(`\n${output.style.bold(`${number}  ${step.title}`)}`);

  await commandLine(createWords(step.kind, step.name, url), world, context);
  output.print(`${output.style.green("✔")} ${step.name} created`);
  await commandLine(["assign", step.slug, "--user", TESTER], world, context);
  output.print(`${output.style.green("✔")} ${TESTER} is assigned to ${step.name}`);
  const test = ["test-sso", step.slug, ...pageFlags(url)];
  const start = startFlags(`"${process.execPath}" "${sample}"`, url);
  const report = (await commandLine([...test, ...start], { ...world, port }, context)) as Report;

  for (const check of report.checks) output.print(checkText(check, { ...output.style, safe: printable }));
  output.print(summaryText(report, output.style));
  const failure = report.checks.find(({ verdict }) => verdict === "failed");
  const rule = failure?.rule ?? null;
  const asExpected =
    report.verdict === step.expects.verdict && (step.expects.verdict === "passed" || rule === step.expects.rule);
  return { app: step.slug, expected: step.expects, verdict: report.verdict, rule, asExpected };
}

/** Shows a command line and runs it in this process, with `--json`. @returns what it printed @throws Error when it had no result */
async function commandLine(
  argv: readonly string[],
  { folder, origin, port }: { folder: string; origin: string; port?: number },
  context: Context,
): Promise<unknown> {
  const { output } = context;
  output.print(output.style.dim(`  $ ${typedLine("appint", ...argv)}`));
  const { main } = await import("../main.js");
  const written = { out: "", err: "" };
  const env: NodeJS.ProcessEnv = {
    ...withoutSecretVariables(context.env),
    APPINT_DB: join(folder, "demo.db"),
    APPINT_ORIGIN: origin,
  };
  for (const name of ["APPINT_ORG", "BASE_URL", "HOST"]) delete env[name];
  if (port !== undefined) env.PORT = String(port);
  const status = await main([...argv, "--json"], {
    stdin: {},
    stdout: { write: (text: string) => (written.out += text) },
    stderr: { write: (text: string) => (written.err += text) },
    env,
    cwd: () => folder,
    on: process.on.bind(process),
    removeListener: process.removeListener.bind(process),
  });
  if (status === 130) throw cancelled();
  if (written.out === "") throw new Error(`appint ${argv[0]} ended with ${status}: ${written.err.trim()}`);
  return JSON.parse(written.out);
}

function tell(results: readonly StepResult[], seconds: number, { output }: Context): void {
  const { green, red, bold } = output.style;
  output.print("");
  for (const { app, verdict, rule, asExpected } of results) {
    const mark = asExpected ? green("✔") : red("✖");
    output.print(
      `${mark} ${app}: ${verdict}${rule ? ` (${rule})` : ""}${asExpected ? ", as expected" : ", which was not expected"}`,
    );
  }
  output.print(`\n${bold("That was the tour")} (${seconds.toFixed(1)} s). Everything it made is gone again.`);
  output.next(["appint create", "appint --help"]);
}

/** Ports that nobody listens on now, each another one. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
