import { defineCheck } from "../check.js";
import { manifestOf } from "../installation.js";
import { satisfies } from "../version-range.js";

export default defineCheck({
  title: "Node",

  async look({ root }) {
    const { version } = process;
    const range = manifestOf(root).engines.node;
    return satisfies(version.slice(1), range)
      ? [{ verdict: "passed", seen: `${version.slice(1)}, one of ${range}` }]
      : [
          {
            verdict: "failed",
            seen: `Node ${version.slice(1)} is none of ${range}`,
            fix: "install a newer Node, then: npm rebuild better-sqlite3",
          },
        ];
  },
});
