/** Secrets of an app's settings: from standard input, so that they are in no process list, and which of them an edit leaves. */
import type { Field, FieldValues } from "../integrations/field.js";
import type { Kind } from "../integrations/kind.js";
import { isMeant, isNeeded, secretsIn } from "../integrations/values.js";
import type { App } from "../store/apps.js";
import { secretsOf } from "../store/secrets.js";
import type { Store } from "../store/store.js";
import { nameOfFlag } from "./arguments.js";
import { missingFlags, twiceFromStandardInput } from "./problems.js";

/**
 * What was typed, with the first line of standard input in place of a secret that is `-`.
 *
 * @param isTaken whether something else reads standard input already
 * @throws Problem STDIN_TWICE for two that are `-`
 */
export async function withSecretsRead<T extends Record<string, unknown>>(
  fields: readonly Field[],
  flags: T,
  { isTaken = false } = {},
): Promise<T> {
  const [field, ...others] = fields.filter(({ secret, key }) => secret && flags[key] === "-");
  if (!field) return flags;
  const { key, flag } = field;
  if (isTaken || others.some((other) => other.key !== key)) throw twiceFromStandardInput(nameOfFlag(flag));
  const { passwordFrom } = await import("./password-input.js");
  return { ...flags, [key]: await passwordFrom({ given: "-", generate: false }) };
}

/**
 * What an edit makes of the kept secrets: those that were given replace them, those that were unset or mean nothing any
 * more go.
 *
 * @param values of the app after the edit
 */
export function editedSecrets(
  kind: Kind,
  values: FieldValues,
  { given, gone }: { given: FieldValues; gone: readonly Field[] },
): Record<string, string | null> {
  const dropped = kind.fields.filter((field) => field.secret && (gone.includes(field) || !isMeant(field, values)));
  return { ...Object.fromEntries(dropped.map(({ key }) => [key, null])), ...secretsIn(kind, given) };
}

/** @param values of the app after the edit; @throws Problem MISSING_VALUES for what it cannot do without any more */
export async function refuseMissing(store: Store, app: App, kind: Kind, values: FieldValues): Promise<void> {
  const missing: Field[] = [];
  for (const field of kind.fields) {
    if (values[field.key] !== undefined || !isNeeded(field, values)) continue;
    if (field.secret && (await secretsOf(store.read, app.id, field.key)).length > 0) continue;
    missing.push(field);
  }
  if (missing.length > 0)
    throw missingFlags(missing, "the app cannot do without it beside these settings", `apps edit ${app.slug} …`);
}
