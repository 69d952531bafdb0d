import { defineCommand } from "../../command.js";
import { userArgument } from "../../named-things.js";
import { USER_JSON_MEMBERS, userJson } from "../../user-json.js";

export default defineCommand({
  summary: "Show a person: profile, status, groups and apps",
  examples: ["appint users show ada@example.com", "appint users show ada@example.com --json=login,groups,apps"],
  args: { user: userArgument },
  json: [...USER_JSON_MEMBERS, "groups", "apps"],

  async run({ user }, { store, output }) {
    const { appsOfUser } = await import("../../../store/assignments.js");
    const { groupsOfUser } = await import("../../../store/groups.js");
    const { groupsGiving } = await import("../../../store/group-assignments.js");
    const { setupText } = await import("../../output/setup.js");
    const { printable } = await import("../../output/style.js");
    const db = (await store()).read;
    const groups = (await groupsOfUser(db, user.id)).map(({ name }) => name);
    const apps = [];
    for (const { app, assignment } of await appsOfUser(db, user.id)) {
      const through = assignment.scope === "GROUP" ? await groupsGiving(db, app.id, user.id) : [];
      apps.push({
        app: app.slug,
        scope: assignment.scope,
        username: assignment.username,
        through: through.map(({ name }) => name),
      });
    }
    if (output.isJson) {
      output.json({ ...userJson(user), groups, apps });
      return 0;
    }
    output.print(
      `${output.style.bold(printable(`${user.firstName} ${user.lastName}`))} (${printable(user.login)}, ${user.id})   ${user.status}`,
    );
    const profile = Object.entries({ email: user.email, ...user.profile }).map(([label, value]) => ({
      label,
      value: String(value),
    }));
    output.print(setupText("Profile", profile, output.style));
    output.print(`\n  Groups  ${printable(groups.join(", ")) || "none"}`);
    const shown = apps.map(({ app, through }) => (through.length > 0 ? `${app} (through ${through.join(", ")})` : app));
    output.print(`  Apps    ${printable(shown.join(", ")) || "none"}`);
    return 0;
  },
});
