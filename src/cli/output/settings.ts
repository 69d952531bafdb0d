/** An app's settings as a walk over its kind's fields: only what is set, and means something beside the rest. */
import { atPath, type Field, type FieldValues } from "../../integrations/field.js";
import type { Kind, SetupValue } from "../../integrations/kind.js";
import { testFields } from "../../integrations/test-settings.js";
import { isMeant, valuesOf } from "../../integrations/values.js";
import type { App } from "../../store/apps.js";
import { valueText } from "../value-text.js";

/** Term and value of every field that has one. */
export function settingsOf(kind: Kind, app: App): SetupValue[] {
  const values: FieldValues = { ...valuesOf(kind, app.document), label: app.label };
  const meant = kind.fields.filter((field) => isMeant(field, values));
  const own = meant.map((field) => row(field, values[field.key]));
  const tests = testFields.map((field) => row(field, atPath({ tests: app.tests }, field.path)));
  return [...own, ...tests].filter((each) => each !== undefined);
}

function row(field: Field, value: unknown): SetupValue | undefined {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return undefined;
  return { label: field.term, value: field.shown?.(value) ?? valueText(field, value) };
}
