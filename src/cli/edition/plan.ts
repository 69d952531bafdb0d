/** An app as it would be with what is wanted of it, checked by every rule that `create` knows; nothing is written. */
import type { FieldValues } from "../../integrations/field.js";
import type { Kind } from "../../integrations/kind.js";
import type { EnvMap } from "../../integrations/other-side.js";
import { checkValues, documentOf, valuesOf } from "../../integrations/values.js";
import type { App } from "../../store/apps.js";
import { secretsOf } from "../../store/secrets.js";
import type { Store } from "../../store/store.js";
import { checkEnvMap } from "../env-map.js";
import { checked } from "../field-arguments.js";
import { editedSecrets, refuseMissing } from "../secret-input.js";
import type { Wanted } from "./wanted.js";

export interface Plan {
  label: string;
  document: App["document"];
  tests: App["tests"];
  /** Whether the app authenticates with a client secret then. */
  keepsSecret: boolean;
  /** In clear, by field: each replaces the one that is kept, `null` takes it away. */
  secrets: Record<string, string | null>;
}

/** @throws Problem for values that cannot be together, MISSING_VALUES for what is missing then */
export async function planOf(
  store: Store,
  kind: Kind,
  app: App,
  { given, tests: newTests, gone }: Wanted,
): Promise<Plan> {
  const values: FieldValues = { ...valuesOf(kind, app.document), label: app.label, ...given };
  const tests: Record<string, unknown> = { ...app.tests, ...newTests };
  for (const field of gone) {
    delete tests[field.key];
    values[field.key] = field.default?.(values);
  }
  for (const field of kind.fields) if (values[field.key] !== undefined) checked(field, values[field.key]);
  checkValues(kind, values, given);
  await refuseMissing(store, app, kind, values);
  checkEnvMap(kind, tests.envMap as EnvMap);
  const document = documentOf(kind, values, app.document);
  return {
    label: values.label as string,
    document,
    tests,
    keepsSecret: kind.keepsSecret(document),
    secrets: await withoutMissing(store, app, editedSecrets(kind, values, { given, gone })),
  };
}

/** Only a secret that is kept can go. */
async function withoutMissing(store: Store, app: App, secrets: Plan["secrets"]): Promise<Plan["secrets"]> {
  const real: Plan["secrets"] = {};
  for (const [key, secret] of Object.entries(secrets))
    if (secret !== null || (await secretsOf(store.read, app.id, key)).length > 0) real[key] = secret;
  return real;
}

/** The app after the plan. */
export const planned = (app: App, { label, document, tests }: Plan): App => ({ ...app, label, document, tests });
