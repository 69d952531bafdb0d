import { readdirSync, statSync, unlinkSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { isUnfinished } from "../../whole-file.js";
import { defineCheck, type Finding } from "../check.js";

/** A draft that is younger may be somebody's who is writing it now. */
const YOUNG_MS = 60_000;

export default defineCheck({
  title: "Leftovers",
  needs: ["database-file"],

  async look({ file, cwd, now }) {
    const folder = resolve(dirname(file));
    const name = basename(file);
    const findings: Finding[] = [];
    const copies: string[] = [];
    const look = (path: string) => {
      if (now.getTime() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? now.getTime()) < YOUNG_MS) return;
      findings.push({
        verdict: "warning",
        seen: `${path} was left by a command that was killed`,
        fix: `rm ${path}`,
        mend: { what: `delete ${path}`, run: async () => unlinkSync(path) },
      });
    };
    for (const each of readdirSync(folder)) {
      const rest = each.startsWith(`${name}.`) ? each.slice(name.length + 1) : "";
      if (/^before-(\d{4}|mending)-[a-z0-9-]+$/.test(rest)) copies.push(each);
      const isDraft = /^key\.[\w-]{22}$/.test(rest) || /^before-.*\.\d+$/.test(rest);
      if (isDraft || isUnfinished(each)) look(join(folder, each));
    }
    // Where reports and exports are written to, mostly.
    if (resolve(cwd) !== folder) for (const each of namesIn(cwd)) if (isUnfinished(each)) look(join(cwd, each));
    if (findings.length > 0) return findings;
    const kept = copies.length === 0 ? "" : `; copies from before a change: ${copies.join(", ")}`;
    return [{ verdict: "passed", seen: `nothing was left beside the database and in this folder${kept}` }];
  },
});

/** Empty where nobody may look: nothing of ours was written there either. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
