/** Another app like one that is there. */
import type { App, AppDocument, TestSettings } from "../store/apps.js";
import type { Org } from "../store/orgs.js";
import { secretsOf } from "../store/secrets.js";
import type { Store } from "../store/store.js";
import { createApp } from "./create-app.js";

/** What the copy is to be: the original's settings with what was changed of them. */
export interface AppCopy {
  label: string;
  document: AppDocument;
  tests: TestSettings;
  keepsSecret: boolean;
  /** In clear, by kind of secret: in place of the original's; `null` leaves it out. */
  secrets: Readonly<Record<string, string | null>>;
  /** Kinds of secrets that are settings: a client secret is none. */
  sealedSettings: readonly string[];
  signsAssertions: boolean;
  definitionName?: string;
  /** Tiles of a new app of the kind; they carry the app's own name. */
  appLinks: unknown;
}

/**
 * Creates the copy, active and assigned to nobody, with ids, keys and a client secret of its own. The secrets of its
 * settings (a token of the other side, say) are the original's: it would not work without them.
 *
 * @returns the copy, and its client secret in clear, which can be told now
 * @throws Problem SEAL_BROKEN
 */
export async function cloneApp(
  store: Store,
  org: Org,
  original: App,
  { secrets: changed, sealedSettings, appLinks, ...copy }: AppCopy,
  now: Date,
): Promise<{ app: App; clientSecret: string | undefined }> {
  const document = structuredClone(copy.document);
  document.visibility.appLinks = appLinks;
  const secrets: Record<string, string> = {};
  for (const kind of sealedSettings) {
    const [kept] = await secretsOf(store.read, original.id, kind);
    if (kept && !(kind in changed)) secrets[kind] = store.unseal(kept.sealed);
  }
  for (const [kind, secret] of Object.entries(changed)) if (secret !== null) secrets[kind] = secret;
  return await createApp(store, org, { ...copy, signOnMode: original.signOnMode, document, secrets }, now);
}
