/** The database as a command finds it: open, with an org in it. One module, since loading a file costs more than its code. */
import { openStore } from "../store/open.js";
import { currentOrg, type Org, orgBySlug } from "../store/orgs.js";
import type { Store } from "../store/store.js";
import type { Output } from "./output/output.js";
import { orgNotFound } from "./problems.js";

interface Surroundings {
  env: NodeJS.ProcessEnv;
  output: Output;
  now: Date;
}

/** Opens the file; on first use makes an org with two people, whose passwords are told once and kept nowhere in clear. */
export async function openOrgStore(
  { file, createFolder }: { file: string; createFolder: boolean },
  { env, output, now }: Surroundings,
): Promise<Store> {
  const store = await openStore({ file, secretKey: env.APPINT_SECRET_KEY, createFolder });
  if (await currentOrg(store.read)) return store;
  const { createFirstOrg } = await import("../directory/first-org.js");
  const made = await createFirstOrg(store, { now, origin: env.APPINT_ORIGIN });
  if (!made) return store; // another process was faster
  output.note(`First use: made the org "${made.org.slug}" in ${store.location}`);
  for (const { login, password } of made.people) {
    output.note(`  ${login.padEnd(20)} password ${password}   (shown this once)`);
  }
  return store;
}

/** @param slug the current org when undefined; @throws Problem ORG_NOT_FOUND */
export async function namedOrg(store: Store, slug: string | undefined): Promise<Org> {
  const found = slug ? await orgBySlug(store.read, slug) : await currentOrg(store.read);
  if (!found) throw orgNotFound(slug ?? "");
  return found;
}
