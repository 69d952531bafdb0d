/** The app that `test-sso --exec` starts. */
import { randomUUID } from "node:crypto";
import { type EnvironmentVariable, secretsOf } from "../integrations/other-side.js";
import { startApp } from "../smoke/app-process.js";
import { appRunsAlready } from "../smoke/problems.js";
import { type Finding, failed, inconclusive } from "../smoke/report.js";
import { withoutSecrets } from "../smoke/secrets.js";
import { silenceOf, waitOn } from "../smoke/wait-on.js";
import type { Context } from "./context.js";
import { withoutSecretVariables } from "./help-topics.js";

interface AppUnderTest {
  output(): string;
  notReady?: Finding;
  /** What the report must say when it has ended by itself; undefined while it runs. */
  ended(): Promise<Finding | undefined>;
  stop(): Promise<void>;
}

/**
 * Starts the command and waits for it; undefined without `--exec`.
 *
 * @param say tells people that it is up
 * @throws Problem APP_RUNS_ALREADY when somebody answers before anything is started
 */
export async function underTest(
  {
    exec,
    waitOn: url,
    waitTimeout = 60_000,
    startUrl,
    variables,
  }: {
    exec?: string;
    waitOn?: string;
    waitTimeout?: number;
    /** The page that the test begins with. */
    startUrl: string;
    /** What it gets into its environment, besides this program's own. */
    variables: readonly EnvironmentVariable[];
  },
  context: Pick<Context, "env" | "cwd" | "output" | "signal">,
  say: (line: string) => void,
): Promise<AppUnderTest | undefined> {
  if (exec === undefined) return undefined;
  const address = url ?? startUrl;
  // An installed app has no address that could answer.
  const answers = async () => address !== "" && (await silenceOf(address)) === undefined;
  if (await answers()) throw appRunsAlready(address);
  const values = Object.fromEntries(variables.map(({ name, value }) => [name, value]));
  const sessionSecret = randomUUID();
  const env = { ...withoutSecretVariables(context.env), SESSION_SECRET: sessionSecret, ...values };
  const child = startApp(exec, env, context.cwd);
  const secrets = [sessionSecret, ...secretsOf(variables)];
  const output = () => withoutSecrets(child.output(), secrets);
  const lastWords = () => {
    const tail = output().trim().split("\n").slice(-8).join("\n");
    return tail === "" ? "it wrote nothing" : `the last it wrote:\n${tail}`;
  };
  const ended = async (): Promise<Finding | undefined> => {
    const end = await child.settled();
    if (end === undefined) return undefined;
    const seen = lastWords();
    // Started by a service manager, a container engine: it may be the app, or the one from before.
    if (end.isClean && (await answers())) {
      const why = `the command ${end.how} and left no process of its own, but ${address} answers: whether that is the app cannot be told`;
      const fix = "give --exec a command that stays in the foreground, or start the app yourself and leave --exec out";
      return { ...inconclusive(why, fix), seen, cause: why, rule: "app-detached" };
    }
    const why = `the command ${end.how} during the test`;
    return failed(why, { seen, cause: why, fix: `run "${exec}" by itself and see why it ends`, rule: "app-ended" });
  };
  const began = performance.now();
  const waited = await context.output.busy(`waiting for ${url}`);
  const ready =
    url === undefined ? { ms: 0 } : await waitOn(url, { app: child, timeoutMs: waitTimeout, signal: context.signal });
  waited();
  if ("ms" in ready) {
    say(`${context.output.style.green("✔")} app up (${((performance.now() - began) / 1000).toFixed(1)} s)`);
    return { output, ended, stop: child.stop };
  }
  const notReady = {
    ...inconclusive(ready.why, `run "${exec}" by itself and see why it does not start`),
    seen: lastWords(),
    cause: ready.why,
    rule: "app-not-ready",
  };
  return { output, notReady, ended, stop: child.stop };
}
