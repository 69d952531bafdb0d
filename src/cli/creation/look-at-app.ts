/** `--from-url`: what a running app shows of the fields, and a line for each on stderr: seen, guessed, or left out. */
import { isDeepStrictEqual } from "node:util";
import type { Field, FieldValues } from "../../integrations/field.js";
import type { Kind } from "../../integrations/kind.js";
import { kindById, kinds } from "../../integrations/registry.js";
import { type Seen, type SeenApp, saw } from "../../integrations/seen-app.js";
import { testFields } from "../../integrations/test-settings.js";
import { nameOfFlag } from "../arguments.js";
import type { Context } from "../context.js";
import { checked } from "../field-arguments.js";
import { appSpeaksOther } from "../problems.js";
import { urlTyped } from "../url-typed.js";
import { valueText } from "../value-text.js";

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
    const able = (await kinds()).filter(({ fields }) => fields.some(isSeen)).map(({ id }) => id);
    throw appSpeaksOther(url, looked.evidence, kind?.id, able);
  }

  const lines: [how: string, text: string][] = [["saw", `${kind.term}: ${looked.evidence}`]];
  const values: FieldValues = {};
  for (const field of [...kind.fields, ...testFields]) {
    const seen = seenOf(field, looked.app);
    // What it would be without having been seen is no news.
    if (!seen || isDeepStrictEqual(seen.value, field.default?.({}))) continue;
    const said = given[field.key];
    const text = `${field.term} = ${valueText(field, seen.value)}: ${seen.source}`;
    const how = seen.isGuess ? "guessed" : "saw";
    const why = reasonAgainst(field, seen.value);
    if (said !== undefined) {
      if (!isDeepStrictEqual(said, seen.value)) lines.push([how, `${text}; ${nameOfFlag(field.flag)} wins`]);
    } else if (why !== undefined) lines.push(["left out", `${text}; ${why}`]);
    else {
      values[field.key] = seen.value;
      lines.push([how, text]);
    }
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

/** Whether a field is filled by looking at an app, for itself. */
const isSeen = ({ fromApp, path }: Field): boolean => fromApp !== undefined && path !== "label";

/** What the app shows by itself, then what its metadata says. */
function seenOf(field: Field, app: SeenApp): Seen<unknown> | undefined {
  const seen = field.fromApp?.(app);
  if (seen || !app.spMetadata) return seen;
  return saw(field.fromSpMetadata?.(app.spMetadata.sp), `the metadata at ${app.spMetadata.url}`);
}

function reasonAgainst(field: Field, value: unknown): string | undefined {
  try {
    checked(field, value);
    return undefined;
  } catch (error) {
    return (error as { why?: string }).why ?? String(error);
  }
}
