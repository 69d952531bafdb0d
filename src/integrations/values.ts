/** A kind's values and the platform's app object: walks over the kind's fields, in both directions. */
import type { App, AppDocument } from "../store/apps.js";
import { atPath, type Field, type FieldValues, setPath } from "./field.js";
import type { Kind } from "./kind.js";
import { meansNothingHere } from "./problems.js";

/** Whether the app object holds the field; the label, secrets and what `test-sso` is told lie beside it. */
const isInDocument = ({ path }: Field): boolean => !/^(label$|tests\.|secrets\.)/.test(path);

/** The app object of these values; what no field covers is kept from `present`, which stays as it is. */
export function documentOf(kind: Kind, values: FieldValues, present = kind.newDocument()): AppDocument {
  const document = structuredClone(present);
  for (const field of kind.fields.filter(isInDocument)) {
    const value = values[field.key];
    if (field.write) field.write(document, value, values);
    else setPath(document, field.path, value ?? null);
  }
  kind.settle?.(document, values);
  return document;
}

/** The values that an app object holds; the inverse of `documentOf`. */
export function valuesOf(kind: Kind, document: AppDocument): FieldValues {
  const values: FieldValues = {};
  for (const field of kind.fields.filter(isInDocument))
    values[field.key] = field.read ? field.read(document) : (atPath(document, field.path) ?? undefined);
  return values;
}

/** The values with the default of every field that has none. */
export function withDefaults(kind: Kind, values: FieldValues): FieldValues {
  const all = { ...values };
  for (const field of kind.fields) all[field.key] ??= field.default?.(all);
  return all;
}

/** Whether a field means anything beside these values. */
export const isMeant = ({ when }: Field, values: FieldValues): boolean => when?.(values) ?? true;

/** Whether an integration with these values cannot do without the field. */
export const isNeeded = (field: Field, values: FieldValues): boolean =>
  field.required === true && isMeant(field, values);

/** What of the values is kept sealed beside the app, by field key. */
export const secretsIn = (kind: Kind, values: FieldValues): Record<string, string> =>
  Object.fromEntries(
    kind.fields
      .filter(({ secret, key }) => secret && values[key] !== undefined)
      .map(({ key }) => [key, values[key] as string]),
  );

/**
 * Everything that cannot be right about a set of values.
 *
 * @param given those of them that the person has just said
 * @throws Problem MEANS_NOTHING for a value that goes with others only, and what the kind's own check throws
 */
export function checkValues(kind: Kind, values: FieldValues, given: FieldValues): void {
  kind.check(values, given);
  for (const field of kind.fields) {
    const value = given[field.key];
    if (value === undefined || isMeant(field, values)) continue;
    // A switch may be said to be what it is anyway: --pkce of a public client, --no-single-logout.
    if (!field.switch || value !== (field.default?.(values) ?? false)) throw meansNothingHere(field);
  }
}

/** One thing that the IdP does not do of an app's settings. Its JSON is part of the report of `test-sso`. */
export interface NotHonoured {
  /** The platform's term. */
  setting: string;
  /** A sentence without a full stop. */
  why: string;
}

/** What the IdP does not do of an app's settings. */
export function notHonouredBy(kind: Kind, { document }: Pick<App, "document">): NotHonoured[] {
  const values = valuesOf(kind, document);
  const ofFields = kind.fields.flatMap((field) => {
    const value = values[field.key];
    const why = value === undefined || !isMeant(field, values) ? undefined : field.notHonoured?.(value);
    return why === undefined ? [] : [{ setting: field.term, why }];
  });
  return [...(kind.notHonoured === undefined ? [] : [{ setting: kind.term, why: kind.notHonoured }]), ...ofFields];
}
