/** The JSON Schema of a kind's values: a walk over its field definitions. */
import { z } from "zod";
import type { Kind } from "./kind.js";

/** An object schema with a member for each field, by its key; required are those that the kind cannot do without. */
export function jsonSchemaOf(kind: Kind): Record<string, unknown> {
  const properties = Object.fromEntries(
    kind.fields.map((field) => {
      const { $schema: _, ...schema } = z.toJSONSchema(field.schema, { io: "input", unrepresentable: "any" });
      const suggestion = field.default?.({});
      return [
        field.key,
        {
          title: field.term,
          description: field.spec ? `${field.help} (${field.spec})` : field.help,
          ...schema,
          ...(suggestion === undefined ? {} : { default: suggestion }),
        },
      ];
    }),
  );
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: `${kind.term} app integration`,
    description: kind.description,
    type: "object",
    properties,
    required: kind.fields.filter(({ required }) => required).map(({ key }) => key),
    additionalProperties: false,
  };
}
