/** Names of attributes with their formats. The names are unique over the statements of people and those of groups. */
import { z } from "zod";
import { ATTRIBUTE_NAME_FORMAT } from "../../protocols/saml/urns.js";

export const attributeName = z
  .string()
  .min(1, "an attribute has no name; write it as email=user.email")
  .max(512, "an attribute's name has more than 512 characters")
  .regex(/^\P{Cc}*$/u, "an attribute's name has a control character in it");

/** The platform's words for how a name is to be understood. @see saml-core-2.0 §8.2 */
export const NAME_FORMATS = ATTRIBUTE_NAME_FORMAT;

const WORDS = Object.keys(NAME_FORMATS) as (keyof typeof NAME_FORMATS)[];

export const nameFormat = z.enum(Object.values(NAME_FORMATS), `a name format is one of ${WORDS.join(", ")}`);

export interface AttributeName {
  name: string;
  namespace: string;
}

const WITH_FORMAT = new RegExp(`^(.*):(${WORDS.join("|")})$`, "su");

/** `email` or, with a name format, `email:uri`, `email:basic`. */
export function readName(text: string): AttributeName {
  const [, name = text, word = "unspecified"] = WITH_FORMAT.exec(text) ?? [];
  return { name, namespace: NAME_FORMATS[word as keyof typeof NAME_FORMATS] };
}

/** The inverse of `readName`. */
export function nameText({ name, namespace }: AttributeName): string {
  const word = WORDS.find((each) => NAME_FORMATS[each] === namespace) ?? "unspecified";
  return word === "unspecified" && !WITH_FORMAT.test(name) ? name : `${name}:${word}`;
}

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
