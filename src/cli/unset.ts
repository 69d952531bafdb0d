/** `--unset <flag>`: which field is meant. */
import type { Field } from "../integrations/field.js";
import { nameOfFlag } from "./arguments.js";
import { cannotUnset } from "./problems.js";

/** @param names flags with or without dashes; @throws Problem CANNOT_UNSET for an unknown or a required one, or one that is for good */
export function fieldsToUnset(names: readonly string[], fields: readonly Field[]): Field[] {
  return names.map((name) => {
    const flag = `--${name.replace(/^--/, "")}`;
    const field = fields.find((each) => nameOfFlag(each.flag) === flag);
    if (!field || field.required || field.fixed) {
      const possible = fields
        .filter((each) => !each.required && !each.fixed)
        .map((each) => nameOfFlag(each.flag).slice(2));
      throw cannotUnset(flag, field ? "the app cannot do without it" : "this app has no such setting", possible);
    }
    return field;
  });
}
