/** Makes a command's context: everything in it opens on first use and is closed once at the end. */
import { existsSync } from "node:fs";
import type { Org } from "../store/orgs.js";
import type { Store } from "../store/store.js";
import { findConfiguration } from "./configuration.js";
import type { Context } from "./context.js";
import { databaseFile } from "./database-location.js";
import type { GlobalValues } from "./global-options.js";
import type { Process } from "./main.js";
import type { Output } from "./output/output.js";
import { databaseNotNamed, orgNotFound } from "./problems.js";

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
}: {
  host: Process;
  output: Output;
  globals: GlobalValues;
  command: string;
  signal: AbortSignal;
  dist: URL;
}): OpenContext {
  const { env } = host;
  let opening: Promise<Store> | undefined;
  const clock = () => new Date();

  const open = async (): Promise<Store> => {
    if (globals.db === "") throw databaseNotNamed();
    const config = globals.db || env.APPINT_DB ? {} : await findConfiguration(host.cwd());
    const { file, isDefault } = databaseFile({ flag: globals.db, config: config.db }, { cwd: host.cwd(), env });
    if (env.APPINT_ORIGIN && !existsSync(file)) {
      const { checkedOrigin } = await import("../directory/origin.js");
      checkedOrigin(env.APPINT_ORIGIN); // before a file is made for nothing
    }
    const { openStore } = await import("../store/open.js");
    const store = await openStore({ file, secretKey: env.APPINT_SECRET_KEY, createFolder: isDefault });
    await makeFirstOrg(store);
    return store;
  };

  /** First use: an org with two people; their passwords are told once and kept nowhere in clear. */
  const makeFirstOrg = async (store: Store) => {
    const { currentOrg } = await import("../store/orgs.js");
    if (await currentOrg(store.read)) return;
    const { createFirstOrg } = await import("../directory/first-org.js");
    const made = await createFirstOrg(store, { now: clock(), origin: env.APPINT_ORIGIN });
    if (!made) return; // another process was faster
    output.note(`First use: made the org "${made.org.slug}" in ${store.location}`);
    for (const { login, password } of made.people)
      output.note(`  ${login.padEnd(20)} password ${password}   (shown this once)`);
  };

  const org = async (): Promise<Org> => {
    const store = await context.store();
    const { currentOrg, orgBySlug } = await import("../store/orgs.js");
    const slug = globals.org ?? env.APPINT_ORG ?? (await findConfiguration(host.cwd())).org;
    const found = slug ? await orgBySlug(store.read, slug) : await currentOrg(store.read);
    if (!found) throw orgNotFound(slug ?? "");
    return found;
  };

  const context: Context = {
    store: () => {
      opening ??= open();
      return opening;
    },
    org,
    clock,
    output,
    canPrompt: Boolean(host.stdin.isTTY && host.stdout.isTTY && !env.CI && !output.isJson),
    env,
    cwd: host.cwd(),
    signal,
    dist,
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
