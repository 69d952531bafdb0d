import { appsOfOrg } from "../../../store/apps.js";
import { option } from "../../arguments.js";
import { defineCommand } from "../../command.js";
import { pageSize } from "../../page-size.js";

export default defineCommand({
  summary: "List the apps of the org",
  examples: ["appint apps list", "appint apps list --json=id,slug,status"],
  args: {
    limit: option("--limit <number>", "how many at most", { parse: pageSize, defaultText: "200" }),
    after: option("--after <app>", "begin behind this app: the last one of the page before"),
  },
  json: ["id", "slug", "label", "signOnMode", "status", "created", "lastUpdated"],

  async run({ limit, after }, { store, org, output }) {
    const page = await appsOfOrg((await store()).read, (await org()).id, { limit, after });
    output.list(
      page.rows.map(({ id, slug, label, signOnMode, status, created, lastUpdated }) => ({
        id,
        slug,
        label,
        signOnMode,
        status,
        created: created.toISOString(),
        lastUpdated: lastUpdated.toISOString(),
      })),
      {
        app: (app) => app.slug,
        name: (app) => app.label,
        "sign-on": (app) => app.signOnMode,
        status: (app) => app.status,
        id: (app) => app.id,
      },
      { empty: "No apps yet. Make one: appint create" },
    );
    if (page.next) output.note(`More: appint apps list --after ${page.next}`);
    return 0;
  },
});
