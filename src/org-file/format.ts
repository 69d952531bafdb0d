/**
 * An org as one file: JSON Lines. The first line is the org, every further one a row of it, the last one tells how many
 * there were. Written and read a line at a time, so a big org needs no more memory than a small one, but for its ids.
 * Schema: dist/schema/org-file.json. Why it is like that: docs/decisions/0013-an-org-as-one-file.md.
 */
import { z } from "zod";
import type { OrgTable } from "../store/whole-org/tables.js";
import { orgTables } from "../store/whole-org/tables.js";

export const FORMAT = "appint-org";
export const VERSION = 1;
/** Bytes of a line: the longest that a person or an app can be. */
export const LONGEST_LINE = 1024 * 1024;
/** Objects and lists inside one another. */
export const DEEPEST = 32;

const derivation = z.strictObject({
  kdf: z.literal("scrypt"),
  log2N: z.int().min(10).max(20).meta({ description: "scrypt's N is 2 to its power" }),
  r: z.literal(8),
  p: z.literal(1),
  salt: z.string().regex(/^[\w-]{22}$/),
  check: z.string().max(200).meta({ description: "opens with the right passphrase" }),
});

export const headerSchema = z.strictObject({
  type: z.literal("org"),
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  id: z.string().regex(/^00o[A-Za-z0-9]{17}$/, "it is not an id of the form 00o…"),
  slug: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "it is not a short name: a-z, 0-9 and -")
    .max(80),
  name: z
    .string()
    .min(1, "it is empty")
    .max(100, "it has more than 100 characters")
    .regex(/^\P{Cc}*$/u, "it has a control character in it"),
  origin: z.string().max(100),
  created: orgTables[0]?.members.created?.schema as z.ZodType<string>,
  secrets: derivation.nullable().meta({
    description: "how the key is made that opens the secrets; null where they are left out",
  }),
});

export type Header = z.infer<typeof headerSchema>;

export const endSchema = z.strictObject({
  type: z.literal("end"),
  lines: z.int().min(1).meta({ description: "how many lines stand before this one" }),
  mac: z.string().optional().meta({ description: "HMAC-SHA256 of all lines before, where secrets are sealed" }),
});

/** @param sealed whether secrets stand in the file: then their members must be there, else they must not */
export function lineSchemaOf({ type, members }: OrgTable, sealed: boolean): z.ZodObject {
  const shape = Object.entries(members)
    .filter(([, { secret }]) => sealed || !secret)
    .map(([name, { schema, whenAbsent }]) => [name, whenAbsent ? schema.optional() : schema] as const);
  return z.strictObject({ type: z.literal(type), ...Object.fromEntries(shape) });
}

/** Where a secret stands: it cannot be moved to another row, member, file or org. */
export const placeOf = (org: string, { type, key }: OrgTable, row: Record<string, unknown>, member: string): string =>
  [FORMAT, VERSION, org, type, ...key.map((name) => String(row[name])), member].join("\n");

export const checkPlace = (org: string): string => [FORMAT, VERSION, org, "check"].join("\n");
export const CHECK = "the passphrase is right";

/** The JSON Schema of a line, whichever it is. */
export function orgFileSchema(): object {
  const of = (schema: z.ZodType, description: string) => {
    const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
    return { ...rest, description };
  };
  const lines = orgTables.flatMap((table) => [
    ...(table.isSecret ? [] : [of(lineSchemaOf(table, false), `a ${table.type}, secrets left out`)]),
    of(lineSchemaOf(table, true), `a ${table.type}, secrets sealed`),
  ]);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: `A line of an org's file, version ${VERSION}`,
    description: `The first line is the org, then ${orgTables.map(({ type }) => type).join(", ")} in this order, each in order of its ids; then the end.`,
    anyOf: [of(headerSchema, "the first line"), ...lines, of(endSchema, "the last line")],
  };
}
