import { appsGivenByNoGroup, membersWithoutTheApp } from "../../store/soundness.js";
import { defineInvariant } from "../invariant.js";

/** What a member has through a group is kept as a row of its own; the two are written together. */
export default defineInvariant({
  says: "who has an app through groups is a member of one that has it, and every such member has the app",

  async breaches(database) {
    if (!database.columns.has("group_assignment")) return []; // an older schema
    return [
      ...(await appsGivenByNoGroup(database)).map(({ app, user }) => ({
        seen: `${user} has ${app} through a group, and no group of theirs has it`,
        fix: `appint assign ${app} --user ${user}, then unassign, if they should not have it`,
      })),
      ...(await membersWithoutTheApp(database)).map(({ app, user }) => ({
        seen: `${user} is a member of a group that has ${app}, and does not have it`,
        fix: `appint assign ${app} --user ${user}`,
      })),
    ];
  },
});
