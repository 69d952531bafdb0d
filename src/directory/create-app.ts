/** Making an app integration: names, ids, secret and keys together, or nothing at all. */
import { newId } from "../crypto/ids.js";
import { type App, type AppDocument, appBySlug, insertApp, type TestSettings } from "../store/apps.js";
import { insertKey } from "../store/keys.js";
import type { Org } from "../store/orgs.js";
import { insertSecret } from "../store/secrets.js";
import type { Store } from "../store/store.js";
import { logEvent } from "../system-log/event.js";
import { newAppKey } from "./app-key.js";
import { newClientSecret, sealedSecret } from "./app-secret.js";
import { appTarget } from "./events.js";
import { slugOf } from "./slug.js";

export interface NewApp {
  label: string;
  signOnMode: string;
  /** The definition key where it is fixed (`oidc_client`); generated from org and label otherwise. */
  definitionName?: string;
  document: AppDocument;
  tests?: TestSettings;
  /** Whether a client secret is made. */
  keepsSecret: boolean;
  /** In clear, by kind of secret (the key of the field that holds it): kept sealed. */
  secrets?: Readonly<Record<string, string>>;
  /** Whether the app signs with a key and certificate of its own. */
  signsAssertions: boolean;
}

/**
 * Creates the app, active and assigned to nobody.
 *
 * @returns the app, and the client secret in clear, which can be told now
 * @throws Problem APP_EXISTS never: a taken slug gets a number
 */
export async function createApp(
  store: Store,
  org: Org,
  input: NewApp,
  now: Date,
): Promise<{ app: App; clientSecret: string | undefined }> {
  const id = newId("0oa");
  const clientSecret = input.keepsSecret ? newClientSecret(store, { id, org: org.id }, now) : undefined;
  // Keys are made before the write: it may await nothing but the database.
  const key = input.signsAssertions ? await newAppKey(store, org, { id }, now) : undefined;
  const app = await store.write(async (tx) => {
    const slug = await freeSlug(
      async (candidate) => (await appBySlug(tx, org.id, candidate)) !== undefined,
      slugOf(input.label),
    );
    const name = input.definitionName ?? `${slugOf(org.slug, "_")}_${slugOf(input.label, "")}_${numberOf(slug)}`;
    const document = structuredClone(input.document);
    const links = (document.visibility.appLinks ?? {}) as Record<string, boolean>;
    if (Object.keys(links).length === 0) document.visibility.appLinks = { [`${name}_link`]: true };
    const client = document.credentials.oauthClient as Record<string, unknown> | undefined;
    if (client) client.client_id = id;
    if (key) document.credentials.signing = { kid: key.kid };
    const made: App = {
      id,
      org: org.id,
      slug,
      name,
      label: input.label,
      signOnMode: input.signOnMode,
      status: "ACTIVE",
      externalKey: newId("exk"),
      linkId: newId("aln"),
      document,
      tests: input.tests ?? {},
      created: now,
      lastUpdated: now,
    };
    await insertApp(tx, made);
    if (clientSecret) await insertSecret(tx, clientSecret.secret);
    for (const [kind, secret] of Object.entries(input.secrets ?? {}))
      await insertSecret(tx, sealedSecret(store, made, kind, secret, now));
    if (key) await insertKey(tx, key);
    await tx.record(
      logEvent({
        org: org.id,
        now,
        type: "application.lifecycle.create",
        result: "SUCCESS",
        targets: [appTarget(made)],
      }),
    );
    return made;
  });
  return { app, clientSecret: clientSecret?.clear };
}

/** `payroll`, else `payroll-2`, `payroll-3`, … */
async function freeSlug(isTaken: (slug: string) => Promise<boolean>, wanted: string): Promise<string> {
  for (let number = 1; ; number++) {
    const slug = number === 1 ? wanted : `${wanted}-${number}`;
    if (!(await isTaken(slug))) return slug;
  }
}

const numberOf = (slug: string): string => /-(\d+)$/.exec(slug)?.[1] ?? "1";
