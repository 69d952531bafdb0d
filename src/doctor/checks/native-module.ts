import { fileURLToPath } from "node:url";
import { defineCheck } from "../check.js";
import { installed, manifestOf, npm, whyEngineFails } from "../installation.js";

const NAME = "better-sqlite3";

export default defineCheck({
  title: "Database engine",

  async look({ root }) {
    const wanted = manifestOf(root).dependencies[NAME];
    const found = installed(root, NAME);
    const why = found ? await whyEngineFails(found.path) : "it is not installed";
    if (found && why === undefined) return [{ verdict: "passed", seen: `${NAME} ${found.version} works on this Node` }];

    // A rebuild helps the version that is wanted; another one may not run on this Node at all.
    const words = found?.version === wanted ? ["rebuild", NAME] : ["install", "--no-save", `${NAME}@${wanted}`];
    const line = `npm ${words.join(" ")}`;
    return [
      {
        verdict: "failed",
        seen: `${NAME} ${found ? `${found.version} ` : ""}does not work on Node ${process.versions.node}: ${why}`,
        fix: `${line}   (in ${fileURLToPath(root)})`,
        mend: { what: `run ${line}`, run: () => npm(root, words) },
      },
    ];
  },
});
