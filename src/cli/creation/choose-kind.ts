/** Which kind of integration is created: the word that was typed, else what the flags tell; the wizard asks otherwise. */
import type { FieldValues } from "../../integrations/field.js";
import type { Addition, Kind } from "../../integrations/kind.js";
import { kindWords, namedBy } from "../../integrations/kind-words.js";
import { kinds } from "../../integrations/registry.js";
import { nearestNames } from "../../nearest-names.js";
import { nameOfFlag } from "../arguments.js";
import type { Context } from "../context.js";
import { readsMetadata, refuseForeignFlags } from "../foreign-flags.js";
import { missingFlags } from "../problems.js";
import { valueText } from "../value-text.js";
import { carrierMissing, unknownKind } from "./problems.js";

/** What is known of the kind, and what the word for it says of the values. */
export interface Chosen {
  kind?: Kind;
  /** What is added to an app, where nobody has said to which kind of app. */
  addition?: Addition;
  values: FieldValues;
}

/**
 * @param isSeen whether the app itself can be asked
 * @returns without a kind where only a person or the app can tell, and can be asked
 * @throws Problem UNKNOWN_KIND, FOREIGN_FLAG; MISSING_VALUES, CARRIER_MISSING without a terminal
 */
export async function chooseKind(
  word: string | undefined,
  flags: Record<string, unknown>,
  metadata: unknown,
  context: Context,
  { isSeen = false } = {},
): Promise<Chosen> {
  if (word !== undefined) {
    const named = await namedBy(word);
    if (!named) throw unknownKind(word, await idsInOrder(), nearestNames(word.toLowerCase(), await kindWords()));
    if ("kind" in named) return named;
    const { addition, carriers, values } = named;
    const kind = await kindOfFlags(carriers, flags, metadata);
    if (!kind && !context.canPrompt) throw carrierMissing(addition, carriers, flagsOf(values, carriers));
    return { kind, addition, values };
  }
  if (!context.canPrompt && !isSeen) {
    const ids = await idsInOrder();
    throw missingFlags(
      [{ flag: ids[0] ?? "", term: "the kind" }],
      `nothing is asked without a terminal, with --json or in CI; the kinds are ${ids.join(", ")}`,
      "create",
    );
  }
  return { kind: await kindOfFlags(await kinds(), flags, metadata), values: {} };
}

/** As they are offered, the likeliest first. */
const idsInOrder = async () => (await kinds()).map(({ id }) => id);

/** The values as they are typed: "--provisioning scim". */
const flagsOf = (values: FieldValues, among: readonly Kind[]): string =>
  Object.entries(values)
    .map(([key, value]) => {
      const field = among.flatMap(({ fields }) => fields).find((each) => each.key === key);
      return field ? `${nameOfFlag(field.flag)} ${valueText(field, value)}` : "";
    })
    .join(" ");

/** The kind that alone has all the flags that were given. @throws Problem FOREIGN_FLAG where no kind has them all */
async function kindOfFlags(
  among: readonly Kind[],
  flags: Record<string, unknown>,
  metadata: unknown,
): Promise<Kind | undefined> {
  const every = await kinds();
  const owners = (key: string) => every.filter(({ fields }) => fields.some((field) => field.key === key));
  const keys = Object.keys(flags).filter((key) => flags[key] !== undefined && owners(key).length > 0);
  const fits = (kind: Kind) =>
    keys.every((key) => owners(key).includes(kind)) && (metadata === undefined || readsMetadata(kind));
  const fitting = among.filter(fits);
  const [first] = keys.flatMap(owners);
  if (fitting.length === 0 && first)
    await refuseForeignFlags(first, { ...flags, metadata }, `appint create ${first.id}`);
  return fitting.length === 1 ? fitting[0] : undefined;
}
