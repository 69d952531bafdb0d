/** Further claims about the person: one line each in one text, as the platform's template keeps them. */
import { z } from "zod";
import { defineField } from "../../field.js";

const A_LINE = "write it as department|${user.department}|http://schemas.xmlsoap.org/claims";

export const attributeStatements = defineField<string[]>({
  key: "attributeStatements",
  path: "settings.app.attributeStatements",
  term: "Attribute statements",
  flag: "--attribute-statement <name|value|namespace>",
  help: "a claim about the person: its name, value and namespace",
  example: "department|Engineering|http://schemas.xmlsoap.org/claims",
  repeatable: true,
  schema: z
    .array(
      z
        .string()
        .trim()
        .max(1024, "a statement has more than 1024 characters")
        .regex(
          /^[^|\p{Cc}]+\|[^|\p{Cc}]+\|[^|\s\p{Cc}]+$/u,
          `it is not a name, a value and a namespace with | between; ${A_LINE}`,
        ),
    )
    .superRefine((lines, context) => {
      const twice = lines.find((line, index) => lines.indexOf(line) !== index);
      if (twice !== undefined) context.addIssue({ code: "custom", message: `"${twice}" is there twice` });
    }),
  read: ({ settings }) => {
    const text = (settings.app as { attributeStatements?: string | null }).attributeStatements;
    return text ? text.split("\n") : undefined;
  },
  write: ({ settings }, lines = []) => {
    (settings.app as Record<string, unknown>).attributeStatements = lines.length > 0 ? lines.join("\n") : null;
  },
});
