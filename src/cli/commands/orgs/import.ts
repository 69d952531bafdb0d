import { option, positional } from "../../arguments.js";
import { defineCommand } from "../../command.js";
import { ORG_JSON_MEMBERS, orgJson } from "../../org-json.js";
import { passphraseFileOption, passphraseFrom } from "../../passphrase.js";

export default defineCommand({
  summary: "Bring a whole org in from a file that orgs export has written",
  description:
    "All of it or nothing, and never over an org that is there. Ids and address are taken over, so that apps which were set up with them keep working.",
  examples: ["appint orgs import acme.jsonl", "appint orgs import acme.jsonl --name Acme --json=slug,counts"],
  args: {
    file: positional({ name: "file", help: "what orgs export has written", required: true }),
    name: option("--name <name>", "another name than the file's, and the short name made of it"),
    origin: option("--origin <url>", "another address than the file's; every app must learn it"),
    passphraseFile: passphraseFileOption,
  },
  changes: "org",
  json: [...ORG_JSON_MEMBERS, "counts", "renewed"],

  async run({ file, name, origin, passphraseFile }, context) {
    const passphrase = passphraseFrom(passphraseFile, context.env);
    const { importOrg } = await import("../../../org-file/import-org.js");
    const imported = await importOrg(context.storeAsItIs, file, { name, origin, passphrase }, context.clock());
    const { org, isCurrent, counts, renewed, hasSecrets } = imported;
    const { output } = context;
    const what = ["user", "group", "app"].map((type) => `${counts[type] ?? 0} ${type}${counts[type] === 1 ? "" : "s"}`);
    output.done(
      `${org.name} imported (${org.slug}): ${what.join(", ")}   ${org.origin}`,
      { ...orgJson(org, { current: isCurrent }), counts, renewed },
      { next: isCurrent ? ["appint apps list"] : [`appint orgs use ${org.slug}`] },
    );
    if (hasSecrets) return 0;
    output.note(
      "The file has no secrets. The org's keys are new, and nobody has a password: people sign in by one click.",
    );
    for (const { slug, clientSecret, certificate } of renewed) {
      const things = [...(clientSecret ? ["client secret"] : []), ...(certificate ? ["certificate"] : [])].join(
        " and ",
      );
      output.note(
        `  ${slug} has a new ${things}; give it to the app: appint apps show ${slug} --reveal${isCurrent ? "" : ` --org ${org.slug}`}`,
      );
    }
    return 0;
  },
});
