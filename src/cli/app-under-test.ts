/** The app that `test-sso --exec` starts. */
import { randomUUID } from "node:crypto";
import { type EnvMap, environmentOf } from "../integrations/other-side.js";
import { kindOf } from "../integrations/registry.js";
import { setupInputOf } from "../integrations/setup-input.js";
import { startApp } from "../smoke/app-process.js";
import { type Finding, inconclusive } from "../smoke/report.js";
import { waitOn } from "../smoke/wait-on.js";
import type { App } from "../store/apps.js";
import type { Context } from "./context.js";

/** Starts the command and waits for it; undefined without `--exec`. */
export async function underTest(
  {
    app,
    exec,
    waitOn: url,
    waitTimeout = 60_000,
    envMap,
  }: { app: App; exec?: string; waitOn?: string; waitTimeout?: number; envMap?: EnvMap },
  context: Context,
): Promise<{ output(): string; notReady?: Finding; stop(): Promise<void> } | undefined> {
  if (exec === undefined) return undefined;
  const kind = await kindOf(app);
  const input = await setupInputOf(await context.store(), await context.org(), app, { reveal: true });
  const values = Object.fromEntries(environmentOf(kind, input, envMap).map(({ name, value }) => [name, value]));
  const child = startApp(exec, { ...context.env, SESSION_SECRET: randomUUID(), ...values }, context.cwd);
  const began = performance.now();
  const waited = await context.output.busy(`waiting for ${url}`);
  const ready =
    url === undefined ? { ms: 0 } : await waitOn(url, { app: child, timeoutMs: waitTimeout, signal: context.signal });
  waited();
  if ("ms" in ready) {
    context.output.print(
      `${context.output.style.green("✔")} app up (${((performance.now() - began) / 1000).toFixed(1)} s)`,
    );
    return { output: child.output, stop: child.stop };
  }
  const tail = child.output().trim().split("\n").slice(-8).join("\n");
  const seen = tail === "" ? "it wrote nothing" : `the last it wrote:\n${tail}`;
  const notReady = {
    ...inconclusive(ready.why, `run "${exec}" by itself and see why it does not start`),
    seen,
    cause: ready.why,
    rule: "app-not-ready",
  };
  return { output: child.output, notReady, stop: child.stop };
}
