import { accessSync, chmodSync, closeSync, constants, existsSync, openSync, statSync } from "node:fs";
import { basename, dirname } from "node:path";
import { defineCheck, type Finding } from "../check.js";
import { openToOthers } from "../modes.js";

export default defineCheck({
  title: "Database file",

  async look({ file }) {
    const folder = dirname(file);
    if (!existsSync(file)) {
      const isMade = existsSync(folder) || basename(folder) === ".appint";
      const how = isMade ? "the first command makes it" : "its folder does not exist either";
      return { notChecked: `there is no database ${file} yet; ${how}`, short: "there is no database yet" };
    }
    if (!statSync(file).isFile())
      return [{ verdict: "failed", seen: `${file} is no file`, fix: "name a database file with --db" }];
    const refused = refusal(file, folder);
    if (refused) return [refused];

    const findings: Finding[] = openToOthers(file, 0o600);
    if (basename(folder) === ".appint") findings.push(...openToOthers(folder, 0o700));
    return findings.length > 0
      ? findings
      : [{ verdict: "passed", seen: `${file} can be read and written, by you alone` }];
  },
});

function refusal(file: string, folder: string): Finding | undefined {
  try {
    closeSync(openSync(file, "r+")); // opened: access() judges by the real user, not the effective one
  } catch (error) {
    return {
      verdict: "failed",
      seen: `${file} cannot be read and written (${(error as NodeJS.ErrnoException).code})`,
      fix: "change owner or mode of the file",
      ...(isOwn(file)
        ? { mend: { what: `give you ${file} (mode 0600)`, run: async () => chmodSync(file, 0o600) } }
        : {}),
    };
  }
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    return {
      verdict: "failed",
      seen: `nothing can be written in ${folder} (${(error as NodeJS.ErrnoException).code}): the journal lies beside the database`,
      fix: "change owner or mode of the folder",
    };
  }
  return undefined;
}

const isOwn = (file: string): boolean => statSync(file).uid === process.geteuid?.();
