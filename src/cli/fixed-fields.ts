/** Settings that are chosen at creation, for good. */
import { isDeepStrictEqual } from "node:util";
import type { FieldValues } from "../integrations/field.js";
import type { Kind } from "../integrations/kind.js";
import { valuesOf } from "../integrations/values.js";
import type { App } from "../store/apps.js";
import { nameOfFlag } from "./arguments.js";
import { fixedForGood } from "./problems.js";
import { valueText } from "./value-text.js";

/** @throws Problem FIXED_FOR_GOOD for another value than the app has */
export function refuseChangeOfFixed(kind: Kind, app: App, given: FieldValues): void {
  const present = valuesOf(kind, app.document);
  for (const field of kind.fields) {
    const now = present[field.key];
    if (field.fixed && field.key in given && !isDeepStrictEqual(given[field.key], now))
      throw fixedForGood(nameOfFlag(field.flag), field.term, valueText(field, now), kind.id);
  }
}
