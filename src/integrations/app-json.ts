/** An app as the platform's API prints it, with the members that this product adds: `slug`, `signOn`, `tests`, `remarks`. */
import type { SetupInput } from "./kind.js";
import { lintApp } from "./lint-app.js";
import { kindOf } from "./registry.js";

/** Members of the JSON of `create`, `apps show` and the like, in order. */
export const APP_JSON_MEMBERS = [
  "id",
  "slug",
  "name",
  "label",
  "status",
  "signOnMode",
  "created",
  "lastUpdated",
  "accessibility",
  "visibility",
  "features",
  "credentials",
  "settings",
  "profile",
  "signOn",
  "tests",
  "remarks",
] as const;

/** The app object; `clientSecret` is in it only when the input holds one. @param now what the lints take for today */
export async function appJson(
  input: SetupInput,
  now: Date,
): Promise<Record<(typeof APP_JSON_MEMBERS)[number], unknown>> {
  const { app, clientSecret, privateKey } = input;
  const kind = await kindOf(app);
  const oauthClient = app.document.credentials.oauthClient as { client_id?: string } | undefined;
  const credentials = {
    ...app.document.credentials,
    ...(oauthClient ? { clientId: oauthClient.client_id } : {}),
    ...(clientSecret ? { clientSecret } : {}),
    ...(privateKey ? { privateKey: JSON.parse(privateKey) as unknown } : {}),
  };
  return {
    id: app.id,
    slug: app.slug,
    name: app.name,
    label: app.label,
    status: app.status,
    signOnMode: app.signOnMode,
    created: app.created.toISOString(),
    lastUpdated: app.lastUpdated.toISOString(),
    accessibility: app.document.accessibility,
    visibility: app.document.visibility,
    features: app.document.features,
    credentials,
    settings: app.document.settings,
    profile: app.document.profile ?? null,
    signOn: kind.signOn(input),
    tests: app.tests,
    remarks: await lintApp(kind, { app, certificates: input.certificates, now }),
  };
}
