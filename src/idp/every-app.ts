/** Walks the apps of the org page by page, for the few questions that no index answers. */
import { type App, appsOfOrg } from "../store/apps.js";
import type { Idp } from "./idp.js";

export async function* allAppsOfOrg({ store, org }: Pick<Idp, "store" | "org">): AsyncGenerator<App> {
  let after: string | undefined;
  do {
    const page = await appsOfOrg(store.read, org.id, { after, limit: 200 });
    yield* page.rows;
    after = page.next;
  } while (after !== undefined);
}
