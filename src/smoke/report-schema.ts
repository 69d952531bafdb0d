/** The shape of a report of `test-sso`: types and JSON Schema come from here. Loaded only to make the schema. */
import { z } from "zod";

const verdict = z.enum(["passed", "failed", "inconclusive"]);
const text = z.string().nullable();

export const checkSchema = z.strictObject({
  id: z.string().meta({ description: "stable name of the check" }),
  title: z.string(),
  flow: text.meta({ description: "the sign-in that it belongs to; null before any" }),
  verdict: z.enum([...verdict.options, "skipped"]),
  reason: text.meta({ description: "how success was known, or why it is not passed" }),
  durationMs: z.number(),
  seen: text.meta({ description: "what was seen on the wire" }),
  proof: text.meta({ description: "what proves the cause; null where nothing does" }),
  cause: text,
  rule: text.meta({ description: "stable name of the cause" }),
  fix: text.meta({ description: "what to type or change next" }),
  evidence: z.array(z.string()).meta({ description: "the requests that led there, one line each" }),
});

const remarkSchema = z.strictObject({
  id: z.string().meta({ description: "stable name of the lint" }),
  level: z.enum(["warning", "note"]),
  setting: z.string(),
  seen: z.string(),
  why: z.string(),
  fix: text,
});

export const reportSchema = z.strictObject({
  app: z.strictObject({ id: z.string(), slug: z.string(), label: z.string(), signOnMode: z.string() }),
  user: z.strictObject({ id: z.string(), login: z.string() }).meta({ description: "who signed in" }),
  verdict,
  checks: z.array(checkSchema),
  remarks: z.array(remarkSchema).meta({ description: "settings that bite later; they do not change the verdict" }),
  notHonoured: z
    .array(z.strictObject({ setting: z.string(), why: z.string() }))
    .meta({ description: "settings that are kept and that the IdP does not obey: nothing here tests them" }),
  probes: z.array(z.never()),
  idp: z.strictObject({
    origin: z.string(),
    started: z.boolean().meta({ description: "false: a running one was used" }),
  }),
  agent: z.literal("http"),
  startedAt: z.iso.datetime(),
  durationMs: z.number(),
});

/** @returns the JSON Schema of the report */
export const reportJsonSchema = (): object => z.toJSONSchema(reportSchema);
