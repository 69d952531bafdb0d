/** What stands against deleting an org is decided in directory/delete-org; here is asked, and whether its IdP runs. */
import { defineCommand } from "../../command.js";
import { confirmDeletion, yesOption } from "../../confirmation.js";
import type { Context } from "../../context.js";
import { orgArgument } from "../../named-things.js";

export default defineCommand({
  summary: "Delete an org for good, with its people, apps, keys and log",
  description: "The current org cannot be deleted: work in another one first.",
  examples: ["appint orgs delete staging --yes", "appint orgs delete staging --yes --json=slug"],
  changes: "org",
  args: { org: orgArgument, yes: yesOption },
  json: ["id", "slug", "name"],

  async run({ org, yes }, context) {
    const { deleteWholeOrg, refuseDeletion } = await import("../../../directory/delete-org.js");
    const { isIdpRunning } = await import("../../../idp/health.js");
    const { countsOfOrg } = await import("../../../store/orgs.js");
    const { idpOfDeletedOrg } = await import("../../../idp/problems.js");
    const store = await context.store();
    await refuseDeletion(store.read, org);
    if (await isIdpRunning(store, org)) throw idpOfDeletedOrg(org);
    const { people, apps } = await countsOfOrg(store.read, org.id);
    const thing = `the org ${org.slug} (${people} people, ${apps} apps, their keys and the log)`;
    await confirmDeletion({ thing, name: org.slug, command: `orgs delete ${org.slug}`, yes }, context);
    await deleteWholeOrg(store, org, context.clock());
    await removeItsDraft(org.slug, context);
    const { id, slug, name } = org;
    context.output.done(
      `${name} (${slug}) is deleted, with everything in it`,
      { id, slug, name },
      { next: ["appint orgs list"] },
    );
    return 0;
  },
});

/** What was begun for this org is nothing to offer to the next one of its name. */
async function removeItsDraft(slug: string, context: Context): Promise<void> {
  const { draftFile, removeDraft } = await import("../../wizard/draft.js");
  const draft = draftFile((await context.databaseFile()).file, slug);
  try {
    removeDraft(draft);
  } catch (error) {
    context.output.warn(`The draft ${draft} could not be removed: ${(error as Error).message}`);
  }
}
