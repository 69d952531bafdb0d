/**
 * What commands said, kept as one readable text a test: sections `## title`, below each what was written.
 * `APPINT_GOLDEN=write` writes the file anew; what changed is reviewed as code is.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const isWriting = process.env.APPINT_GOLDEN === "write";

export interface Golden {
  /** The kept text of a section; undefined when there is none. While writing: what is given. */
  section(title: string, seen: string): string | undefined;
  /** Titles that the file has and nobody asked for. */
  unused(): string[];
  /** For `afterAll`. */
  save(): void;
}

/** @param name of the file in test/golden */
export function golden(name: string): Golden {
  const file = fileURLToPath(new URL(`../golden/${name}`, import.meta.url));
  const kept = isWriting || !existsSync(file) ? new Map<string, string>() : read(readFileSync(file, "utf8"));
  const asked = new Map<string, string>();
  return {
    section(title, seen) {
      if (asked.has(title)) throw new Error(`two tests are called "${title}"`);
      asked.set(title, seen);
      return isWriting ? seen : kept.get(title);
    },
    unused: () => [...kept.keys()].filter((title) => !asked.has(title)),
    save() {
      if (isWriting) writeFileSync(file, [...asked].map(([title, text]) => `## ${title}\n${text}`).join("\n"));
    },
  };
}

function read(text: string): Map<string, string> {
  const sections = text.split(/^## /m).slice(1);
  return new Map(
    sections.map((section) => {
      const end = section.indexOf("\n");
      return [section.slice(0, end), section.slice(end + 1).replace(/\n\n$/, "\n")];
    }),
  );
}
