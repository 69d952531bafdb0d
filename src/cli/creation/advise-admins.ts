/**
 * An org that owns an integration should have two or three admins. Said once, at the org's first app: asked where a person
 * is answering questions anyway, and acted on at once; elsewhere a line with the command.
 */
import type { User } from "../../store/users.js";
import type { Context } from "../context.js";
import { listsOf } from "../value-text.js";

const ADVICE = "Two or three extra admins are recommended in the org that owns an integration";

/** @param isAsked whether the wizard has asked; flags alone never end at a question */
export async function adviseAdmins(context: Context, { isAsked }: { isAsked: boolean }): Promise<void> {
  const { output } = context;
  if (output.isJson || output.isQuiet) return;
  const { adminsOf, grantRole } = await import("../../directory/admins.js");
  const { countsOfOrg } = await import("../../store/orgs.js");
  const [store, org] = [await context.store(), await context.org()];
  const admins = await adminsOf(store.read, org.id);
  if (admins.length > 1 || (await countsOfOrg(store.read, org.id)).apps > 1) return;
  if (!isAsked) return output.note(`${ADVICE}: appint orgs admins add --user <login>`);

  const users = await askedFor(context, admins[0]?.user);
  if (users.length === 0) return;
  for (const { user } of await grantRole(store, org, users, "SUPER_ADMIN", context.clock()))
    output.done(`${user.login} is an admin of ${org.name}`, {});
}

/** Nobody, where the question is left. */
async function askedFor(context: Context, only: User | undefined): Promise<User[]> {
  const { asking } = await import("../prompts/asking.js");
  const { usersNamed } = await import("../named-things.js");
  const { adminInactive } = await import("../../directory/problems.js");
  const { Problem } = await import("../../problem.js");
  try {
    return await asking(context, async (asker) => {
      const message = "Add which people as admins? (logins, commas between; empty for nobody)";
      const reply = await asker.text<User[]>({
        message,
        help: [
          `${ADVICE}, so that the team keeps access${only ? `; now it is ${only.login} alone` : ""}.`,
          "later     appint orgs admins add --user <login>",
        ],
        canGoBack: false,
        optional: true,
        prefill: "",
        joiner: ", ",
        read: async (text) => {
          const users = await usersNamed((listsOf(text)[0] ?? []).filter(Boolean), context);
          const refused = users.find(({ status }) => status !== "ACTIVE");
          if (refused) throw adminInactive(refused);
          return users;
        },
        reason: ({ what, why }) => `${what}: ${why}`,
      });
      const users = "answer" in reply ? reply.answer : [];
      asker.answered("Admins", users.map(({ login }) => login).join(", ") || "nobody more");
      return users;
    });
  } catch (error) {
    // The app is there: whoever leaves this question has not cancelled anything.
    if (error instanceof Problem && error.code === "CANCELLED") return [];
    throw error;
  }
}
