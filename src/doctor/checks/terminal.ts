import { defineCheck, type Finding } from "../check.js";

/** The narrowest terminal in which questions are laid out well. */
const NARROWEST = 40;

export default defineCheck({
  title: "Terminal",

  async look({ terminal, env }) {
    if (!terminal.stdin || !terminal.stdout)
      return { notChecked: "this is no terminal: commands ask nothing here and take flags" };
    const findings: Finding[] = [];
    if (env.CI)
      findings.push({
        verdict: "warning",
        seen: `CI=${env.CI}: nothing is asked, flags are needed`,
        fix: "unset CI to be asked",
      });
    if (env.TERM === "dumb")
      findings.push({
        verdict: "warning",
        seen: "TERM=dumb: lists cannot be moved through",
        fix: "give the values as flags",
      });
    if (terminal.columns !== undefined && terminal.columns < NARROWEST)
      findings.push({
        verdict: "warning",
        seen: `${terminal.columns} columns are too few`,
        fix: `make the window ${NARROWEST} columns wide`,
      });
    const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || "";
    if (locale !== "" && !/utf-?8/i.test(locale))
      findings.push({
        verdict: "warning",
        seen: `the locale ${locale} is not UTF-8: ✔ and ✖ may show as other signs`,
        fix: "export LC_ALL=C.UTF-8",
      });
    return findings.length > 0
      ? findings
      : [{ verdict: "passed", seen: `asks questions, ${terminal.columns ?? 80} columns` }];
  },
});
