/** Which kind of integration is created: the word that was typed, else the wizard's first question. */
import type { Kind } from "../../integrations/kind.js";
import { kindById, kindIds, kinds } from "../../integrations/registry.js";
import type { Context } from "../context.js";
import { missingFlags, unknownKind } from "../problems.js";
import { nearestNames } from "../words.js";

/** @throws Problem UNKNOWN_KIND, MISSING_VALUES without a terminal */
export async function chooseKind(
  word: string | undefined,
  flags: Record<string, unknown>,
  metadata: unknown,
  context: Context,
): Promise<Kind> {
  if (word !== undefined) {
    const kind = await kindById(word);
    if (!kind) throw unknownKind(word, kindIds(), nearestNames(word.toLowerCase(), kindIds()));
    return kind;
  }
  if (!context.canPrompt) {
    throw missingFlags(
      [{ flag: kindIds()[0] ?? "", term: "the kind" }],
      `nothing is asked without a terminal, with --json or in CI; the kinds are ${kindIds().join(" and ")}`,
      "create",
    );
  }
  const { askKind } = await import("../prompts/ask-kind.js");
  return await askKind(await kinds(), { flags, metadata });
}
