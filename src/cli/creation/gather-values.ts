/** The values of a new integration, from all that may tell them. */
import type { FieldValues } from "../../integrations/field.js";
import type { Kind } from "../../integrations/kind.js";
import type { SpMetadata } from "../../protocols/saml/metadata.js";
import type { Context } from "../context.js";
import { checked } from "../field-arguments.js";
import { missingFlags } from "../problems.js";

/** Flags first, then the SP's metadata, then the wizard, then defaults. @throws Problem MISSING_VALUES without a terminal */
export async function gatherValues(
  kind: Kind,
  given: FieldValues,
  metadata: string | undefined,
  context: Context,
): Promise<FieldValues> {
  const values: FieldValues = { ...given };
  const usesMetadata = kind.fields.some((field) => field.fromSpMetadata);
  const lacks = () => kind.fields.filter((field) => field.required && values[field.key] === undefined);
  let sp: SpMetadata | undefined;
  if (metadata !== undefined || (usesMetadata && context.canPrompt && lacks().some((field) => field.fromSpMetadata))) {
    const { loadSpMetadata } = await import("../sp-metadata.js");
    const { askMetadata } = await import("../prompts/ask-metadata.js");
    const load = (source: string) => loadSpMetadata(source, context);
    sp = metadata === undefined ? await askMetadata(load) : await load(metadata);
  }
  if (sp) for (const field of kind.fields) values[field.key] ??= field.fromSpMetadata?.(sp);
  const missing = lacks();
  if (missing.length > 0 && !context.canPrompt) {
    const flags = missing.map(({ flag, term }) => ({ flag, term }));
    const hint =
      metadata === undefined && missing.some((field) => field.fromSpMetadata)
        ? "; --metadata <file|url> fills in what an SP's metadata tells"
        : "";
    const begin = metadata === undefined && Object.keys(given).length === 0 ? "" : " …";
    throw missingFlags(
      flags,
      `nothing is asked without a terminal, with --json or in CI${hint}`,
      `create ${kind.id}${begin}`,
    );
  }
  if (missing.length > 0) {
    const { askFields } = await import("../prompts/ask-fields.js");
    Object.assign(values, await askFields(kind.fields, values, { answered: given }));
  }
  for (const field of kind.fields) values[field.key] ??= field.default?.(values);
  for (const field of kind.fields)
    if (values[field.key] !== undefined) values[field.key] = checked(field, values[field.key]);
  return values;
}
