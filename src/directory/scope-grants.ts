/**
 * The scopes that an app was granted: what it may ask for in its own name. On the platform each grant is an object
 * beside the app; here they lie in the app object, one scope each.
 */
import type { App } from "../store/apps.js";
import { appById, updateApp } from "../store/apps.js";
import { objectGone } from "../store/problems.js";
import type { Store } from "../store/store.js";
import { logEvent } from "../system-log/event.js";
import { appTarget } from "./events.js";

/** What the app was granted, in the order in which it was. */
export function grantedScopes({ document }: Pick<App, "document">): readonly string[] {
  const { oauthClient } = document.settings as { oauthClient?: { granted_scopes?: string[] } };
  return oauthClient?.granted_scopes ?? [];
}

/**
 * Grants scopes and takes others away, in one change with one event for each direction; what is so already stays.
 *
 * @returns what has changed
 */
export async function changeGrants(
  store: Store,
  app: App,
  { add = [], remove = [] }: { add?: readonly string[]; remove?: readonly string[] },
  now: Date,
): Promise<{ added: string[]; removed: string[] }> {
  const changeOf = (present: readonly string[]) => ({
    added: [...new Set(add)].filter((scope) => !present.includes(scope)),
    removed: [...new Set(remove)].filter((scope) => present.includes(scope)),
  });
  const isNothing = ({ added, removed }: ReturnType<typeof changeOf>) => added.length + removed.length === 0;
  const wanted = changeOf(grantedScopes(app));
  if (isNothing(wanted)) return wanted;
  return await store.write(async (tx) => {
    const current = await appById(tx, app.id);
    if (!current) throw objectGone("app", app.id);
    const present = grantedScopes(current);
    const change = changeOf(present);
    const document = structuredClone(current.document);
    (document.settings.oauthClient as { granted_scopes?: string[] }).granted_scopes = [
      ...present.filter((scope) => !change.removed.includes(scope)),
      ...change.added,
    ];
    if (!isNothing(change)) await updateApp(tx, { ...current, document, lastUpdated: now });
    for (const [type, scopes] of [
      ["app.oauth2.admin.consent.grant", change.added],
      ["app.oauth2.admin.consent.revoke", change.removed],
    ] as const) {
      if (scopes.length === 0) continue;
      const targets = [appTarget(current), ...scopes.map(scopeTarget)];
      await tx.record(logEvent({ org: app.org, now, type, result: "SUCCESS", targets }));
    }
    return change;
  });
}

const scopeTarget = (scope: string) => ({ id: scope, type: "scope", alternateId: scope, displayName: scope });
