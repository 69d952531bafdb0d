/** The JSON Schemas of a kind's values and of the wizard's answers: walks over field definitions. */
import { z } from "zod";
import type { Field } from "./field.js";
import type { Kind } from "./kind.js";

const DIALECT = "https://json-schema.org/draft/2020-12/schema";

/** An object schema with a member for each field, by its key; required are those that the kind cannot do without. */
export function jsonSchemaOf(kind: Kind): Record<string, unknown> {
  const properties = Object.fromEntries(kind.fields.map((field) => [field.key, propertyOf(field, valueSchema(field))]));
  return {
    $schema: DIALECT,
    title: `${kind.term} app integration`,
    description: kind.description,
    type: "object",
    properties,
    required: kind.fields.filter(({ required, when }) => required && !when).map(({ key }) => key),
    additionalProperties: false,
  };
}

/** What `appint create --answers` takes: for each kind its fields and the common ones, by key or by flag. */
export function answersJsonSchema(kinds: readonly Kind[], common: readonly Field[]): Record<string, unknown> {
  return {
    $schema: DIALECT,
    title: "Answers for appint create",
    description: "Flags win over answers; what neither says is asked on a terminal, else named. Null means not said.",
    oneOf: kinds.map((kind) => ({
      title: kind.term,
      description: kind.description,
      type: "object",
      properties: {
        $schema: { type: "string" },
        kind: kind.aliases ? { enum: [kind.id, ...kind.aliases.map(({ word }) => word)] } : { const: kind.id },
        ...(kind.fields.some(({ fromSpMetadata }) => fromSpMetadata)
          ? {
              metadata: {
                type: "string",
                description: "the SP's metadata: a file or URL that fills in what is not said",
              },
            }
          : {}),
        ...Object.fromEntries([...kind.fields, ...common].flatMap(answerProperties)),
      },
      required: ["kind"],
      additionalProperties: false,
    })),
  };
}

/** A field by its key and by its flag without the dashes. */
function answerProperties(field: Field): [string, object][] {
  const forms: object[] = [valueSchema(field)];
  // As the flag takes it: read and checked by the field itself.
  if (field.fromText || field.repeatable) forms.push({ type: "string" });
  if (field.fromText && field.repeatable) forms.push({ type: "array", items: { type: "string" } });
  const property = propertyOf(field, { anyOf: [...forms, { type: "null" }] });
  return [...new Set([field.key, flagName(field)])].map((name) => [name, property]);
}

function valueSchema(field: Field): object {
  const { $schema: _, ...schema } = z.toJSONSchema(field.schema, { io: "input", unrepresentable: "any" });
  return schema;
}

function propertyOf(field: Field, schema: object): object {
  const suggestion = field.default?.({});
  return {
    title: field.term,
    description: field.spec ? `${field.help} (${field.spec})` : field.help,
    ...schema,
    ...(suggestion === undefined ? {} : { default: suggestion }),
  };
}

const flagName = ({ flag }: Field): string => flag.replace(/^--/, "").replace(/ .*$/, "");
