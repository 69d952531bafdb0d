/** What cannot be undone is done when a person has typed its name, or when `--yes` says so: one rule for every such command. */
import { toggle } from "./arguments.js";
import type { Context } from "./context.js";
import { confirmationNeeded, notConfirmed } from "./problems.js";

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
  context: Context,
): Promise<void> {
  if (yes) return;
  if (!context.canPrompt) throw confirmationNeeded(thing, command);
  context.output.warn(`This deletes ${thing} for good.`);
  const { asking } = await import("./prompts/asking.js");
  await asking(context, async (asker) => {
    await asker.text({
      message: `Type ${name} to delete it (Ctrl-C leaves everything as it is)`,
      help: [`It cannot be undone. ${name} is its name.`, "flag      --yes"],
      canGoBack: false,
      optional: false,
      prefill: "",
      joiner: " ",
      read: async (typed) => {
        if (typed.trim() !== name) throw notConfirmed(name);
      },
      reason: ({ what }) => what,
    });
  });
}
