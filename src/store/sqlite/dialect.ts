import type { Dialect } from "../driver.js";

export const dialect: Dialect = {
  sortedText: "TEXT", // compared byte by byte unless told otherwise
  countingKey: "INTEGER PRIMARY KEY AUTOINCREMENT",
};
