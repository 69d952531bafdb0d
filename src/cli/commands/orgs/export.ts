import { option, toggle } from "../../arguments.js";
import { defineCommand } from "../../command.js";
import { orgArgumentOrCurrent } from "../../named-things.js";
import { passphraseFileOption, passphraseFrom } from "../../passphrase.js";
import { passphraseMissing } from "../../passphrase-problems.js";
import { badUsage } from "../../problems.js";

export default defineCommand({
  summary: "Write a whole org as one file: people, groups, apps, assignments",
  description:
    "JSON Lines; their schema is dist/schema/org-file.json. Secrets (client secrets, private keys, hashes of passwords) are left out, or sealed under a passphrase; sessions and the log stay here.",
  examples: [
    "appint orgs export --output acme.jsonl",
    "appint orgs export default --output backup.jsonl --json=file,counts",
  ],
  args: {
    org: orgArgumentOrCurrent,
    output: option("--output <file>", "the file, which must not be there", { defaultText: "standard output" }),
    withSecrets: toggle("--with-secrets", "secrets too, sealed under the passphrase"),
    withoutSecrets: toggle("--without-secrets", "no secrets, as when nothing is said"),
    passphraseFile: passphraseFileOption,
    force: toggle("--force", "replace the file if it is there"),
  },
  json: ["org", "file", "secrets", "counts"],

  async run({ org: named, output: file, withSecrets, withoutSecrets, passphraseFile, force = false }, context) {
    const { output } = context;
    if (withSecrets && withoutSecrets)
      throw badUsage(
        "--with-secrets and --without-secrets are both given",
        "one says the opposite of the other",
        context.command,
      );
    if (passphraseFile !== undefined && !withSecrets)
      throw badUsage(
        "--passphrase-file does not go without --with-secrets",
        "there is nothing to seal",
        context.command,
      );
    if (output.isJson && file === undefined)
      throw badUsage("--json does not go without --output", "standard output carries the file itself", context.command);
    const passphrase = withSecrets ? passphraseFrom(passphraseFile, context.env) : undefined;
    if (withSecrets && passphrase === undefined) throw passphraseMissing();

    const { exportOrg } = await import("../../../org-file/export-org.js");
    const { writeNewFile } = await import("../../output/new-file.js");
    const org = named ?? (await context.org());
    const store = await context.store();
    const counts = await (file === undefined
      ? exportOrg(store, org, { passphrase }, (text) => output.piece(text))
      : writeNewFile(file, { force }, (write) => exportOrg(store, org, { passphrase }, write)));
    const what = Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([type, count]) => `${count} ${type}${count === 1 ? "" : "s"}`)
      .join(", ");
    if (file !== undefined)
      output.done(
        `${org.slug} is in ${file}: ${what}`,
        { org: org.slug, file, secrets: withSecrets ?? false, counts },
        {
          next: [`appint orgs import ${file} --db <file>`],
        },
      );
    if (!withSecrets)
      output.note(
        "Secrets are left out: client secrets and keys will be new where the file is imported. Seal them with --with-secrets.",
      );
    return 0;
  },
});
