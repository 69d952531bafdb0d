/** The options that every command honours. */
import { option, toggle } from "./arguments.js";

export const globalOptions = {
  org: option("--org <slug>", "work in this org instead of the current one"),
  db: option("--db <file>", "the database file (default: the nearest .appint/ folder, else your data folder)"),
  json: option("--json[=fields]", "print JSON; --json=id,slug prints these members only"),
  color: toggle("--no-color", "no colours"),
  quiet: toggle("--quiet", "print results and problems only"),
  plain: toggle("--plain", "ask line by line, for screen readers: nothing is drawn, no colours"),
  debug: toggle("--debug", "show where a problem or defect comes from"),
} as const;
