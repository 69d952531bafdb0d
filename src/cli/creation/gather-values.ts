/** The values of a new integration, from all that may tell them. */
import { isDeepStrictEqual } from "node:util";
import type { Field, FieldValues } from "../../integrations/field.js";
import type { Kind } from "../../integrations/kind.js";
import { kinds } from "../../integrations/registry.js";
import { testFields } from "../../integrations/test-settings.js";
import { isMeant, isNeeded, withDefaults } from "../../integrations/values.js";
import type { Answers } from "../answers/read-answers.js";
import { nameOfFlag } from "../arguments.js";
import type { Context } from "../context.js";
import { checked, valuesFromFlags } from "../field-arguments.js";
import { refuseForeignFlags } from "../foreign-flags.js";
import { missingFlags, twiceFromStandardInput } from "../problems.js";
import { withSecretsRead } from "../secret-input.js";
import { CARRIER, KIND } from "../wizard/session.js";
import type { Asked } from "./ask-for-rest.js";
import { type Chosen, chooseKind } from "./choose-kind.js";
import type { SeenValues } from "./look-at-app.js";
import { wordContradicted } from "./problems.js";

interface Given {
  /** The word behind `create`. */
  kind?: string;
  metadata?: string;
  /** An address of the running app. */
  fromUrl?: string;
  /** By field key, as they were typed. */
  flags: Record<string, unknown>;
  /** A file with answers, or `-`. */
  answers?: string;
  keepsDraft: boolean;
}

/**
 * Flags first, then the answers file, then the SP's metadata, then the running app, then the wizard, then defaults.
 *
 * @throws Problem MISSING_VALUES without a terminal, ANSWERS_UNREADABLE, ANSWERS_INVALID; CANCELLED on a terminal
 */
export async function gatherValues(given: Given, context: Context): Promise<Asked> {
  const { fromUrl } = given;
  const isTaken = given.metadata === "-" || given.answers === "-";
  const fieldsOfAll = (await kinds()).flatMap((kind) => kind.fields);
  const flags = await withSecretsRead(fieldsOfAll, given.flags, { isTaken });
  const file = await answersFrom(given, context);
  const metadata = given.metadata ?? file.metadata;
  const keys = { ...file.values, ...definedOf(flags) };
  const isSeen = fromUrl !== undefined;
  const chosen: Chosen =
    file.kind && given.kind === undefined
      ? { kind: file.kind, values: {} }
      : await chooseKind(given.kind, keys, metadata, context, { isSeen });
  const every = await kinds();
  const refuse = (kind: Kind) => refuseForeignFlags(kind, { ...keys, metadata, fromUrl }, `appint create ${kind.id}`);
  if (chosen.kind) await refuse(chosen.kind);
  const seen = isSeen ? await seenValues(fromUrl, chosen.kind, { ...file, flags }, context) : undefined;
  const kind = chosen.kind ?? seen?.kind;
  if (kind && !chosen.kind) await refuse(kind);
  const fields = kind ? kind.fields : [...new Set(every.flatMap((each) => each.fields))];
  const values = { ...chosen.values, ...file.values, ...valuesFromFlags(fields, flags) };
  refuseContradiction(given.kind, chosen.values, values, fields);
  const tests = { ...file.tests, ...valuesFromFlags(testFields, flags) };
  const fills = metadata === undefined ? {} : await loader(fields, context)(metadata);

  const all = { ...ofFields(fields, seen), ...fills, ...values };
  const missing = kind ? kind.fields.filter((field) => all[field.key] === undefined && isNeeded(field, all)) : fields;
  // On a terminal what was seen is confirmed: some of it is guessed.
  if (kind && missing.length === 0 && !(isSeen && context.canPrompt))
    return settled(kind, meantOf(kind, all, values), { ...ofFields(testFields, seen), ...tests });
  if (!context.canPrompt) throw missingValues(kind as Kind, missing, { ...given, metadata, flags: keys });

  const { askForRest } = await import("./ask-for-rest.js");
  const answers = {
    ...begunWith({ ...chosen, kind }),
    ...(metadata === undefined ? {} : { metadata }),
    ...values,
    ...tests,
  };
  // The wizard may end with another kind than it began with, by a draft or in the review.
  const load = loader(
    every.flatMap((each) => each.fields),
    context,
  );
  const asked = await askForRest(
    { answers, fills, seen: seen?.values ?? {}, load, keepsDraft: given.keepsDraft },
    context,
  );
  return { ...settled(asked.kind, asked.values, asked.tests), isAsked: true, during: asked.during };
}

/** What the running app shows. The values of flags are read first: nobody is asked for a command that cannot be. */
async function seenValues(
  url: string,
  chosen: Kind | undefined,
  { values, tests, flags }: Answers & { flags: Record<string, unknown> },
  context: Context,
): Promise<SeenValues> {
  const fields = chosen ? chosen.fields : (await kinds()).flatMap((each) => each.fields);
  const typed = valuesFromFlags([...fields, ...testFields], flags);
  const { lookAtRunningApp } = await import("./look-at-app.js");
  return await lookAtRunningApp(url, chosen, { ...values, ...tests, ...typed }, context);
}

const ofFields = (fields: readonly Field[], seen: SeenValues | undefined): FieldValues =>
  Object.fromEntries(fields.flatMap(({ key }) => (seen && key in seen.values ? [[key, seen.values[key]]] : [])));

/** What the word for the kind answers of the wizard's questions. */
function begunWith({ kind, addition }: Chosen): FieldValues {
  if (addition) return { [KIND]: addition.word, ...(kind ? { [CARRIER]: kind.id } : {}) };
  return kind ? { [KIND]: kind.id } : {};
}

/** A flag against what the word for the kind says: `create spa --type web`. @throws Problem WORD_CONTRADICTED */
function refuseContradiction(
  word: string | undefined,
  implied: FieldValues,
  values: FieldValues,
  fields: readonly Field[],
): void {
  for (const [key, value] of Object.entries(implied)) {
    const field = fields.find((each) => each.key === key);
    if (word !== undefined && field && !isDeepStrictEqual(values[key], value))
      throw wordContradicted(word, nameOfFlag(field.flag));
  }
}

/** Without what was only found (in metadata, at the app) and means nothing beside the other values. */
function meantOf(kind: Kind, all: FieldValues, said: FieldValues): FieldValues {
  const values = withDefaults(kind, all);
  const idle = kind.fields.filter((field) => !(field.key in said) && !isMeant(field, values)).map(({ key }) => key);
  return Object.fromEntries(Object.entries(all).filter(([key]) => !idle.includes(key)));
}

/** What the answers file says; nothing without one. */
async function answersFrom({ answers: source, kind: word, metadata }: Given, context: Context): Promise<Answers> {
  if (source === undefined) return { values: {}, tests: {} };
  if (source === "-" && metadata === "-") throw twiceFromStandardInput();
  const { answersText } = await import("../answers/answers-text.js");
  const { readAnswers } = await import("../answers/read-answers.js");
  const wanted = word === undefined ? undefined : (await chooseKind(word, {}, undefined, context)).kind;
  const text = await answersText(source, context.cwd);
  const read = readAnswers(text, source, { kinds: await kinds(), common: testFields, wanted });
  if (source === "-" && read.metadata === "-") throw twiceFromStandardInput();
  return read;
}

const definedOf = (flags: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));

/** What the metadata says of each field that it can fill. */
const loader =
  (fields: readonly Field[], context: Context) =>
  async (source: string): Promise<FieldValues> => {
    const { loadSpMetadata } = await import("../sp-metadata.js");
    const sp = await loadSpMetadata(source, context);
    const filled = fields.map((field) => [field.key, field.fromSpMetadata?.(sp)] as const);
    return Object.fromEntries(filled.filter(([, value]) => value !== undefined));
  };

/** With defaults, each value as its field normalizes it. @throws Problem FIELD_INVALID */
function settled(kind: Kind, given: FieldValues, tests: FieldValues): Asked {
  const values = withDefaults(kind, given);
  for (const field of kind.fields)
    if (values[field.key] !== undefined) values[field.key] = checked(field, values[field.key]);
  return { kind, values, tests, said: { ...given, ...tests }, during: (make) => make() };
}

function missingValues(kind: Kind, missing: readonly Field[], { metadata, fromUrl, flags }: Given) {
  const hint =
    metadata === undefined && fromUrl === undefined && missing.some(({ fromSpMetadata }) => fromSpMetadata)
      ? "; --metadata <file|url> fills in what an SP's metadata tells"
      : "";
  const isBare =
    metadata === undefined && fromUrl === undefined && Object.values(flags).every((value) => value === undefined);
  return missingFlags(
    missing.map(({ flag, term }) => ({ flag, term })),
    `nothing is asked without a terminal, with --json or in CI${hint}`,
    `create ${kind.id}${isBare ? "" : " …"}`,
  );
}
