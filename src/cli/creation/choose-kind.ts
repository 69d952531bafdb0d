/** Which kind of integration is created: the word that was typed, else what the flags tell; the wizard asks otherwise. */
import type { Kind } from "../../integrations/kind.js";
import { kindById, kindIds, kinds } from "../../integrations/registry.js";
import { nearestNames } from "../../nearest-names.js";
import type { Context } from "../context.js";
import { refuseForeignFlags } from "../foreign-flags.js";
import { missingFlags, unknownKind } from "../problems.js";

/**
 * @param isSeen whether the app itself can be asked
 * @returns undefined where only a person or the app can tell, and can be asked
 * @throws Problem UNKNOWN_KIND, FOREIGN_FLAG; MISSING_VALUES without a terminal
 */
export async function chooseKind(
  word: string | undefined,
  flags: Record<string, unknown>,
  metadata: unknown,
  context: Context,
  { isSeen = false } = {},
): Promise<Kind | undefined> {
  if (word !== undefined) {
    const kind = await kindById(word);
    if (!kind) throw unknownKind(word, kindIds(), nearestNames(word.toLowerCase(), kindIds()));
    return kind;
  }
  if (!context.canPrompt && !isSeen) {
    throw missingFlags(
      [{ flag: kindIds()[0] ?? "", term: "the kind" }],
      `nothing is asked without a terminal, with --json or in CI; the kinds are ${kindIds().join(", ")}`,
      "create",
    );
  }
  return await kindOfFlags(flags, metadata);
}

/** The kind that alone has all the flags that were given. @throws Problem FOREIGN_FLAG where no kind has them all */
async function kindOfFlags(flags: Record<string, unknown>, metadata: unknown): Promise<Kind | undefined> {
  const every = await kinds();
  const owners = (key: string) => every.filter(({ fields }) => fields.some((field) => field.key === key));
  const keys = Object.keys(flags).filter((key) => flags[key] !== undefined && owners(key).length > 0);
  const fits = (kind: Kind) =>
    keys.every((key) => owners(key).includes(kind)) &&
    (metadata === undefined || kind.fields.some(({ fromSpMetadata }) => fromSpMetadata));
  const fitting = every.filter(fits);
  const [first] = keys.flatMap(owners);
  if (fitting.length === 0 && first)
    await refuseForeignFlags(first, { ...flags, metadata }, `appint create ${first.id}`);
  return fitting.length === 1 ? fitting[0] : undefined;
}
