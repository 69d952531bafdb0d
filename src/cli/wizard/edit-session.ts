/** The wizard's session over an app that is there. */
import { isDeepStrictEqual } from "node:util";
import type { Field, FieldValues } from "../../integrations/field.js";
import type { Kind } from "../../integrations/kind.js";
import { begin, kindOfSession, type Session } from "./session.js";

/**
 * Begins with the review of what the app has.
 *
 * @param present by question, the kind among them
 */
export const beginEdit = (kinds: readonly Kind[], common: readonly Field[], present: FieldValues): Session => ({
  ...begin(kinds, common, { answers: present }),
  present,
  place: { at: "review" },
});

/** The fields whose value is not what the app has. */
export function changedFields(session: Session): Field[] {
  const { common, answers, present = {} } = session;
  return [...(kindOfSession(session)?.fields ?? []), ...common].filter(
    ({ key }) => !isDeepStrictEqual(valueOrNone(answers[key]), valueOrNone(present[key])),
  );
}

/** An empty list says no more than no list. */
const valueOrNone = (value: unknown): unknown => (Array.isArray(value) && value.length === 0 ? undefined : value);
