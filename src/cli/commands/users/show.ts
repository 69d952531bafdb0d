import { defineCommand } from "../../command.js";
import { userArgument } from "../../named-things.js";
import { USER_JSON_MEMBERS, userJson } from "../../user-json.js";

export default defineCommand({
  summary: "Show a person: profile, status and apps",
  examples: ["appint users show ada@example.com", "appint users show ada@example.com --json"],
  args: { user: userArgument },
  json: USER_JSON_MEMBERS,

  async run({ user }, { store, output }) {
    if (output.isJson) {
      output.json(userJson(user));
      return 0;
    }
    const { appsOfUser } = await import("../../../store/assignments.js");
    const { groupsOfUser } = await import("../../../store/groups.js");
    const { setupText } = await import("../../output/setup.js");
    const { printable } = await import("../../output/style.js");
    const db = (await store()).read;
    const [apps, groups] = [await appsOfUser(db, user.id), await groupsOfUser(db, user.id)];
    output.print(
      `${output.style.bold(printable(`${user.firstName} ${user.lastName}`))} (${printable(user.login)}, ${user.id})   ${user.status}`,
    );
    const profile = Object.entries({ email: user.email, ...user.profile }).map(([label, value]) => ({
      label,
      value: String(value),
    }));
    output.print(setupText("Profile", profile, output.style));
    output.print(`\n  Groups  ${printable(groups.map(({ name }) => name).join(", ")) || "none"}`);
    output.print(`  Apps    ${apps.map(({ app }) => app.slug).join(", ") || "none"}`);
    return 0;
  },
});
