/** Names of attributes, which are unique over the statements of people and those of groups. */
import { z } from "zod";

export const attributeName = z
  .string()
  .min(1, "an attribute has no name; write it as email=user.email")
  .max(512, "an attribute's name has more than 512 characters")
  .regex(/^\P{Cc}*$/u, "an attribute's name has a control character in it");

/** The first name that stands in the list twice. */
export function twiceIn(statements: readonly { name: string }[]): string | undefined {
  const names = statements.map(({ name }) => name);
  return names.find((name, index) => names.indexOf(name) !== index);
}

/** Tells the schema of a list. */
export function refuseTwice(statements: readonly { name: string }[], context: z.RefinementCtx): void {
  const twice = twiceIn(statements);
  if (twice) context.addIssue({ code: "custom", message: `the attribute "${twice}" is there twice` });
}
