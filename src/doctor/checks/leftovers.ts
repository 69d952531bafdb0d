import { readdirSync, statSync, unlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { defineCheck, type Finding } from "../check.js";

/** A draft that is younger may be somebody's who is writing it now. */
const YOUNG_MS = 60_000;

export default defineCheck({
  title: "Leftovers",
  needs: ["database-file"],

  async look({ file, now }) {
    const folder = dirname(file);
    const name = basename(file);
    const findings: Finding[] = [];
    const copies: string[] = [];
    for (const each of readdirSync(folder)) {
      if (!each.startsWith(`${name}.`)) continue;
      const rest = each.slice(name.length + 1);
      const path = join(folder, each);
      if (/^before-(\d{4}|mending)-[a-z0-9-]+$/.test(rest)) copies.push(each);
      const isDraft = /^key\.[\w-]{22}$/.test(rest) || /^before-.*\.\d+$/.test(rest);
      if (!isDraft || now.getTime() - statSync(path).mtimeMs < YOUNG_MS) continue;
      findings.push({
        verdict: "warning",
        seen: `${path} was left by a command that was killed`,
        fix: `rm ${path}`,
        mend: { what: `delete ${path}`, run: async () => unlinkSync(path) },
      });
    }
    if (findings.length > 0) return findings;
    const kept = copies.length === 0 ? "" : `; copies from before a change: ${copies.join(", ")}`;
    return [{ verdict: "passed", seen: `nothing was left beside the database${kept}` }];
  },
});
