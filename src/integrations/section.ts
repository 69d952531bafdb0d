/** Fields under the headings of their sections: for lists that are too long without. */
import type { Field } from "./field.js";

/** The heading of what has none of its own. */
const GENERAL = "General";

/** The fields by section, in the order in which each section has its first field. */
export function bySection(fields: readonly Field[]): [section: string, fields: Field[]][] {
  const sections = new Map<string, Field[]>();
  for (const field of fields) {
    const name = sectionOf(field);
    sections.set(name, [...(sections.get(name) ?? []), field]);
  }
  return [...sections];
}

/** The field's heading. */
export const sectionOf = ({ section = GENERAL }: Pick<Field, "section">): string => section;
