/** The app that `test-sso --exec` starts. */
import { randomUUID } from "node:crypto";
import { type EnvironmentVariable, secretsOf } from "../integrations/other-side.js";
import { startApp } from "../smoke/app-process.js";
import { type Finding, inconclusive } from "../smoke/report.js";
import { withoutSecrets } from "../smoke/secrets.js";
import { waitOn } from "../smoke/wait-on.js";
import type { Context } from "./context.js";

/**
 * Starts the command and waits for it; undefined without `--exec`.
 *
 * @param say tells people that it is up
 */
export async function underTest(
  {
    exec,
    waitOn: url,
    waitTimeout = 60_000,
    variables,
  }: {
    exec?: string;
    waitOn?: string;
    waitTimeout?: number;
    /** What it gets into its environment, besides this program's own. */
    variables: readonly EnvironmentVariable[];
  },
  context: Pick<Context, "env" | "cwd" | "output" | "signal">,
  say: (line: string) => void,
): Promise<{ output(): string; notReady?: Finding; stop(): Promise<void> } | undefined> {
  if (exec === undefined) return undefined;
  const values = Object.fromEntries(variables.map(({ name, value }) => [name, value]));
  const sessionSecret = randomUUID();
  const { APPINT_SECRET_KEY: _, ...env } = context.env; // the key of the database is none of the app's business
  const child = startApp(exec, { ...env, SESSION_SECRET: sessionSecret, ...values }, context.cwd);
  const secrets = [sessionSecret, ...secretsOf(variables)];
  const written = () => withoutSecrets(child.output(), secrets);
  const began = performance.now();
  const waited = await context.output.busy(`waiting for ${url}`);
  const ready =
    url === undefined ? { ms: 0 } : await waitOn(url, { app: child, timeoutMs: waitTimeout, signal: context.signal });
  waited();
  if ("ms" in ready) {
    say(`${context.output.style.green("✔")} app up (${((performance.now() - began) / 1000).toFixed(1)} s)`);
    return { output: written, stop: child.stop };
  }
  const tail = written().trim().split("\n").slice(-8).join("\n");
  const seen = tail === "" ? "it wrote nothing" : `the last it wrote:\n${tail}`;
  const notReady = {
    ...inconclusive(ready.why, `run "${exec}" by itself and see why it does not start`),
    seen,
    cause: ready.why,
    rule: "app-not-ready",
  };
  return { output: written, notReady, stop: child.stop };
}
