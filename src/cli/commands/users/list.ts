import { usersOfOrg } from "../../../store/users.js";
import { option } from "../../arguments.js";
import { defineCommand } from "../../command.js";
import { pageSize } from "../../page-size.js";
import { USER_JSON_MEMBERS, userJson } from "../../user-json.js";

export default defineCommand({
  summary: "List the people of the org",
  examples: ["appint users list", "appint users list --limit 20 --json=login,status"],
  args: {
    limit: option("--limit <number>", "how many at most", { parse: pageSize, defaultText: "200" }),
    after: option("--after <login>", "begin behind this person: the last one of the page before"),
  },
  json: USER_JSON_MEMBERS,

  async run({ limit, after }, { store, org, output }) {
    const page = await usersOfOrg((await store()).read, (await org()).id, { limit, after });
    if (output.isJson) output.json(page.rows.map(userJson));
    else {
      output.list(
        page.rows,
        {
          login: (user) => user.login,
          name: (user) => `${user.firstName} ${user.lastName}`,
          status: (user) => user.status,
          id: (user) => user.id,
        },
        { empty: "Nobody yet. Make somebody: appint users create ada@example.com" },
      );
    }
    if (page.next) output.note(`More: appint users list --after ${page.next}`);
    return 0;
  },
});
