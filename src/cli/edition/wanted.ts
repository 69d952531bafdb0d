/** What somebody wants of an app that is there: by flags, or by questions over what it has now. */
import type { Field, FieldValues } from "../../integrations/field.js";
import type { Kind } from "../../integrations/kind.js";
import { testFields } from "../../integrations/test-settings.js";
import { nameOfFlag } from "../arguments.js";
import type { Context } from "../context.js";
import { valuesFromFlags } from "../field-arguments.js";
import { refuseForeignFlags } from "../foreign-flags.js";
import { givenAndUnset } from "../problems.js";
import { withSecretsRead } from "../secret-input.js";
import { fieldsToUnset } from "../unset.js";

export interface Wanted {
  /** New values of the kind's fields. */
  given: FieldValues;
  /** New values of what `test-sso` is told. */
  tests: FieldValues;
  /** Fields of either sort whose value goes. */
  gone: readonly Field[];
}

export const isNothing = ({ given, tests, gone }: Wanted): boolean =>
  Object.keys({ ...given, ...tests }).length === 0 && gone.length === 0;

/**
 * @param flags what was typed, by field key @param unset names of flags whose value goes
 * @throws Problem STDIN_TWICE, FIELD_INVALID, FOREIGN_FLAG, CANNOT_UNSET, GIVEN_AND_UNSET
 */
export async function wantedByFlags(
  kind: Kind,
  label: string,
  flags: Record<string, unknown>,
  unset: readonly string[],
): Promise<Wanted> {
  const read = await withSecretsRead(kind.fields, flags);
  await refuseForeignFlags(kind, read, label);
  const given = valuesFromFlags(kind.fields, read);
  const tests = valuesFromFlags(testFields, read);
  const gone = fieldsToUnset(unset, [...kind.fields, ...testFields]);
  const both = gone.find(({ key }) => key in given || key in tests);
  if (both) throw givenAndUnset(nameOfFlag(both.flag));
  return { given, tests, gone };
}

/** With what the login page that was given shows: another page has another form, and leads elsewhere. */
export async function withLoginPage(kind: Kind, wanted: Wanted, context: Context): Promise<Wanted> {
  if (wanted.given.loginUrl === undefined) return wanted;
  const { seenOnLoginPage } = await import("../creation/look-at-login-page.js");
  return { ...wanted, given: { ...wanted.given, ...(await seenOnLoginPage(kind, wanted.given, context)) } };
}
