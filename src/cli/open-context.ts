/** Makes a command's context: everything in it opens on first use and is closed once at the end. */
import { existsSync } from "node:fs";
import type { Org } from "../store/orgs.js";
import type { Store } from "../store/store.js";
import { findConfiguration } from "./configuration.js";
import type { Context } from "./context.js";
import { databaseFile } from "./database-location.js";
import type { GlobalValues } from "./global-values.js";
import type { Host } from "./host.js";
import type { Output } from "./output/output.js";
import { asksPlainly } from "./plain-mode.js";
import { databaseNotNamed } from "./problems.js";

export interface OpenContext {
  context: Context;
  close(): Promise<void>;
}

export function openContext({
  host,
  output,
  globals,
  command,
  signal,
  dist,
  onDefect,
}: {
  host: Host;
  output: Output;
  globals: GlobalValues;
  command: string;
  signal: AbortSignal;
  dist: URL;
  onDefect: Context["onDefect"];
}): OpenContext {
  const { env } = host;
  let opening: Promise<Store> | undefined;
  const clock = () => new Date();

  const locate: Context["databaseFile"] = async () => {
    if (globals.db === "") throw databaseNotNamed();
    const config = globals.db || env.APPINT_DB ? {} : await findConfiguration(host.cwd());
    return databaseFile({ flag: globals.db, config: config.db }, { cwd: host.cwd(), env });
  };

  const open = async ({ firstOrg }: { firstOrg: boolean }): Promise<Store> => {
    const { file, isDefault } = await locate();
    if (env.APPINT_ORIGIN && !existsSync(file)) {
      const { checkedOrigin } = await import("../directory/origin.js");
      checkedOrigin(env.APPINT_ORIGIN); // before a file is made for nothing
    }
    const { openOrgStore } = await import("./org-store.js");
    return await openOrgStore({ file, createFolder: isDefault, firstOrg }, { env, output, now: clock() });
  };

  const named = async () => globals.org ?? env.APPINT_ORG ?? (await findConfiguration(host.cwd())).org;

  const org = async (): Promise<Org> => {
    const store = await context.store();
    const { namedOrg } = await import("./org-store.js");
    return await namedOrg(store, await named());
  };

  const context: Context = {
    store: () => {
      opening ??= open({ firstOrg: true });
      return opening;
    },
    storeAsItIs: () => {
      opening ??= open({ firstOrg: false });
      return opening;
    },
    org,
    clock,
    output,
    terminal: {
      stdin: host.stdin.isTTY === true,
      stdout: host.stdout.isTTY === true,
      columns: host.stdout.columns,
    },
    databaseFile: locate,
    namedOrg: named,
    isPlain: asksPlainly(globals.plain, env),
    canPrompt: Boolean(host.stdin.isTTY && host.stdout.isTTY && !env.CI && !output.isJson),
    env,
    cwd: host.cwd(),
    signal,
    dist,
    onDefect,
    globals,
    command,
  };
  return {
    context,
    close: async () => {
      const store = await opening?.catch(() => undefined); // what failed to open has been told already
      await store?.close();
    },
  };
}
