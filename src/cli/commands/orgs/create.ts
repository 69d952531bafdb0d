import { option, positional } from "../../arguments.js";
import { defineCommand } from "../../command.js";
import { ORG_JSON_MEMBERS, orgJson } from "../../org-json.js";

export default defineCommand({
  summary: "Make an org and work in it from now on",
  description:
    "It begins as the first org did: an admin, a person, keys, no apps. Its identity provider has an address of its own, which stays.",
  examples: [
    'appint orgs create "Acme Staging"',
    "appint orgs create acme --origin http://127.0.0.1:7790 --json=slug,origin",
  ],
  changes: "org",
  args: {
    name: positional({ name: "name", help: "name of the org; its short name is made of it", required: true }),
    origin: option("--origin <url>", "address of its identity provider", {
      defaultText: "APPINT_ORIGIN or http://127.0.0.1:7700, or the next port that no org has",
    }),
  },
  json: ORG_JSON_MEMBERS,

  async run({ name, origin }, { store, clock, env, output }) {
    const { createOrg } = await import("../../../directory/create-org.js");
    const { tellPasswords } = await import("../../org-store.js");
    const { org, people } = await createOrg(
      await store(),
      { name, origin, from: env.APPINT_ORIGIN || undefined },
      clock(),
    );
    tellPasswords(people, output, { always: true });
    output.done(
      `${org.name} created (${org.slug}), and current from now on   ${org.origin}`,
      orgJson(org, { current: true }),
      {
        next: ["appint create", "appint serve"],
      },
    );
    return 0;
  },
});
