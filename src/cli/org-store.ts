/** The database as a command finds it: open, with an org in it. One module, since loading a file costs more than its code. */
import { openStore } from "../store/open.js";
import { currentOrg, type Org } from "../store/orgs.js";
import type { Store } from "../store/store.js";
import type { Output } from "./output/output.js";

interface Surroundings {
  env: NodeJS.ProcessEnv;
  output: Output;
  now: Date;
}

/** Opens the file; on first use (`firstOrg`) makes an org with two people, whose passwords are told once and kept nowhere in clear. */
export async function openOrgStore(
  { file, createFolder, firstOrg }: { file: string; createFolder: boolean; firstOrg: boolean },
  { env, output, now }: Surroundings,
): Promise<Store> {
  const onClockBehind = (milliseconds: number) =>
    output.warn(
      `The clock is ${Math.round(milliseconds / 60_000)} min behind the last event of the log: until it has caught up, ` +
        "new events keep the time of that one",
    );
  const store = await openStore({ file, secretKey: env.APPINT_SECRET_KEY, createFolder, onClockBehind });
  if (!firstOrg || (await currentOrg(store.read))) return store;
  const { createFirstOrg } = await import("../directory/first-org.js");
  const made = await createFirstOrg(store, { now, origin: env.APPINT_ORIGIN });
  if (!made) return store; // another process was faster
  output.note(`First use: made the org "${made.org.slug}" in ${store.location}`);
  tellPasswords(made.people, output);
  return store;
}

/** Passwords that are kept nowhere in clear. @param always also with `--quiet`: they were asked for */
export function tellPasswords(
  people: readonly { login: string; password: string }[],
  output: Output,
  { always = false }: { always?: boolean } = {},
): void {
  for (const { login, password } of people)
    output.note(`  ${login.padEnd(20)} password ${password}   (shown this once)`, { always });
}

/** @param typed id, slug or name; the current org when undefined; @throws Problem ORG_NOT_FOUND */
export async function namedOrg(store: Store, typed: string | undefined): Promise<Org> {
  const current = typed ? undefined : await currentOrg(store.read);
  if (current) return current;
  const { findOrg } = await import("../directory/find.js");
  return await findOrg(store, typed ?? "");
}
