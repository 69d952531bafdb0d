/** What cannot be undone is done when a person has typed its name, or when `--yes` says so: one rule for every such command. */
import { toggle } from "./arguments.js";
import type { Context } from "./context.js";
import { confirmationNeeded } from "./problems.js";

export const yesOption = toggle("--yes", "do it without asking; needed where there is no terminal to ask on");

/**
 * Comes back when it is meant.
 *
 * @param thing what would be gone, as it stands in a sentence: `the org acme with 3 people`
 * @param name what has to be typed
 * @param command how to say it without a terminal, but for `--yes`
 * @throws Problem CONFIRMATION_NEEDED where nobody can be asked, CANCELLED
 */
export async function confirmDeletion(
  { thing, name, command, yes }: { thing: string; name: string; command: string; yes: boolean | undefined },
  { canPrompt, output }: Context,
): Promise<void> {
  if (yes) return;
  if (!canPrompt) throw confirmationNeeded(thing, command);
  output.warn(`This deletes ${thing} for good.`);
  const { ask } = await import("./prompts/ask.js");
  await ask<string>({
    type: "input",
    message: `Type ${name} to delete it (Ctrl-C leaves everything as it is)`,
    validate: (typed) => typed.trim() === name || `That is not "${name}"`,
  });
}
