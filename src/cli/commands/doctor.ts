/** `appint doctor`: what is looked at and how it is mended is in src/doctor/checks, one file each; here are the words. */
import { EXAMINATION_MEMBERS, examine, type Line } from "../../doctor/examine.js";
import type { ExitStatus } from "../../problem.js";
import { toggle } from "../arguments.js";
import { defineCommand } from "../command.js";
import type { Style } from "../output/style.js";

export default defineCommand({
  summary: "Look at Node, the database, its key, ports and leftovers, and say what mends what is wrong",
  description:
    "It changes nothing by itself. With --fix it mends what can be mended without losing anything, and looks again.\nIt works where nothing else does: without a database, and with a database engine that does not fit this Node.",
  examples: ["appint doctor", "appint doctor --fix", "appint doctor --json=verdict,checks"],
  args: { fix: toggle("--fix", "mend what can be mended without loss") },
  json: EXAMINATION_MEMBERS,

  async run({ fix = false }, { databaseFile, dist, cwd, env, clock, output, terminal }): Promise<ExitStatus> {
    const { file } = await databaseFile();
    const examination = await examine(
      { file, cwd, env, now: clock(), root: new URL("../", dist), terminal },
      {
        fix,
        onLine: (line) => output.print(textOf(line, output.style)),
        onMended: (what) => output.print(`${output.style.green("+")} Mended: ${what}`),
      },
    );
    const { checks, verdict } = examination;
    const count = (wanted: Line["verdict"]) => checks.filter((line) => line.verdict === wanted).length;
    if (output.isJson) output.json(examination);
    else {
      output.print(
        `${count("failed")} wrong · ${count("warning")} to look at · ${count("passed")} right · ${count("skipped")} not checked`,
      );
      if (!fix && checks.some(({ mendable }) => mendable)) output.next(["appint doctor --fix"]);
    }
    return verdict === "healthy" ? 0 : 5;
  },
});

function textOf({ title, verdict, seen, fix }: Line, style: Style): string {
  const marks = {
    passed: style.green("✔"),
    failed: style.red("✖"),
    warning: style.yellow("!"),
    skipped: style.dim("○"),
  };
  const told = verdict === "skipped" ? `not checked, because ${seen}` : seen;
  return `${marks[verdict]} ${title}: ${told}${fix ? `\n    fix     ${style.cyan(fix)}` : ""}`;
}
