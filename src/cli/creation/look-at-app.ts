/** `--from-url`: what a running app shows of the fields, and a line for each on stderr: seen, guessed, or left out. */
import { isDeepStrictEqual } from "node:util";
import type { Field, FieldValues } from "../../integrations/field.js";
import type { Kind } from "../../integrations/kind.js";
import { kindById, kinds } from "../../integrations/registry.js";
import { type Seen, type SeenApp, saw } from "../../integrations/seen-app.js";
import { testFields } from "../../integrations/test-settings.js";
import { withDefaults } from "../../integrations/values.js";
import { Problem } from "../../problem.js";
import { nameOfFlag } from "../arguments.js";
import type { Context } from "../context.js";
import { checked } from "../field-arguments.js";
import { isSeen } from "../foreign-flags.js";
import { urlTyped } from "../url-typed.js";
import { valueText } from "../value-text.js";
import { appSpeaksOther } from "./problems.js";

export interface SeenValues {
  kind: Kind;
  /** By field key, of the kind and of what `test-sso` is told. */
  values: FieldValues;
}

/**
 * @param wanted the kind that was chosen; what the app speaks, if omitted
 * @param given what flags and files say already, by field key: it wins
 * @throws Problem URL_UNUSABLE, APP_SPEAKS_OTHER, and those of `lookAtApp`
 */
export async function lookAtRunningApp(
  typed: string,
  wanted: Kind | undefined,
  given: FieldValues,
  { output, clock }: Context,
): Promise<SeenValues> {
  const url = urlTyped("http://localhost:3000/")(typed, "--from-url <url>");
  const { lookAtApp } = await import("../../app-look/look.js");
  const done = await output.busy(`Looking at ${url}`);
  const looked = await lookAtApp(url, { wanted: wanted?.id, clock }).finally(done);
  const kind = await kindById(looked.kind);
  if (!kind || (wanted && wanted !== kind)) {
    const able = (await kinds()).filter(isSeen).map(({ id }) => id);
    throw appSpeaksOther(url, looked.evidence, kind?.id, able);
  }

  const seen = [...kind.fields, ...testFields].flatMap((field) => {
    const found = seenOf(field, looked.app);
    return found ? [{ field, found }] : [];
  });
  const shown = Object.fromEntries(seen.map(({ field, found }) => [field.key, found.value]));
  const all = withDefaults(kind, { ...shown, ...given });
  const lines: [how: string, text: string][] = [["saw", `${kind.term}: ${looked.evidence}`]];
  const values: FieldValues = {};
  for (const { field, found } of seen) {
    const said = given[field.key];
    // What it would be without having been seen is no news, nor is a guess where somebody knows it.
    if (isDeepStrictEqual(found.value, said ?? field.default?.(all)) || (said !== undefined && found.isGuess)) continue;
    const against = said === undefined ? reasonAgainst(field, found.value, all) : `${nameOfFlag(field.flag)} wins`;
    if (against === undefined) values[field.key] = found.value;
    const text = `${field.term} = ${valueText(field, found.value)}: ${found.source}`;
    const how = said === undefined && against !== undefined ? "left out" : found.isGuess ? "guessed" : "saw";
    lines.push([how, against === undefined ? text : `${text}; ${against}`]);
  }
  for (const note of looked.notes) lines.push(["note", note]);
  const width = Math.max(...lines.map(([how]) => how.length));
  output.note(
    [
      `Looked at ${url}: ${looked.requests} requests, all of them to the app`,
      ...lines.map(([how, text]) => `  ${how.padEnd(width)}  ${text}`),
    ].join("\n"),
  );
  return { kind, values };
}

/** What the app shows by itself, then what its metadata says. */
function seenOf(field: Field, app: SeenApp): Seen<unknown> | undefined {
  const seen = field.fromApp?.(app);
  if (seen || !app.spMetadata) return seen;
  return saw(field.fromSpMetadata?.(app.spMetadata.sp), `the metadata at ${app.spMetadata.url}`);
}

/** Why a value that was seen is of no use, as the end of a sentence. */
function reasonAgainst(field: Field, value: unknown, values: FieldValues): string | undefined {
  if (field.when && !field.when(values)) return field.meansOnlyWith ?? "it means nothing beside the other settings";
  try {
    checked(field, value);
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error.why;
    throw error;
  }
}
