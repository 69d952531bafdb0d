import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "./source-files.js";

const documents = [
  ...readdirSync(ROOT).filter((name) => name.endsWith(".md")),
  ...readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

describe("what is written for people", () => {
  it.each(documents)("links to files that are there: %s", (document) => {
    const links = [...readFileSync(join(ROOT, document), "utf8").matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(
      ([, link = ""]) => link,
    );
    const gone = links.filter(
      (link) => !/^https?:/.test(link) && !existsSync(join(ROOT, dirname(document), decodeURI(link))),
    );
    expect(gone).toEqual([]);
  });
});
