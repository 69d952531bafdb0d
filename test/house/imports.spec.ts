/** Imports run one way: cli → (doctor, app-look) → (smoke, org-file, idp, diagnosis) → (integrations, directory) → (protocols, store, system-log) → crypto → problem. */
import { describe, expect, it } from "vitest";
import { importsOf, partOf, sourceFiles } from "./source-files.js";

const BELOW = ["protocols", "store", "system-log", "crypto", "nearest-names", "problem"];

/** Part → the parts that it may import from; what is not here may not be. */
const MAY: Record<string, readonly string[]> = {
  cli: [
    "doctor",
    "app-look",
    "smoke",
    "provisioning",
    "org-file",
    "idp",
    "diagnosis",
    "integrations",
    "directory",
    "whole-file",
    ...BELOW,
  ],
  schemas: ["smoke", "org-file", "integrations"],
  doctor: ["idp", "integrations", "directory", "whole-file", ...BELOW],
  "org-file": ["integrations", "directory", ...BELOW],
  "app-look": ["smoke", "integrations", "protocols", "problem"],
  provisioning: ["integrations", "directory", ...BELOW],
  smoke: ["idp", "diagnosis", "integrations", "directory", ...BELOW],
  idp: ["integrations", "directory", ...BELOW],
  diagnosis: ["integrations", "directory", ...BELOW],
  integrations: ["directory", "protocols", "store", "crypto", "nearest-names", "problem"],
  directory: ["store", "system-log", "crypto", "nearest-names", "problem"],
  "system-log": ["store", "crypto", "problem"],
  store: ["crypto", "problem"],
  protocols: ["crypto", "problem"],
  crypto: ["problem"],
  "nearest-names": [],
  "whole-file": ["crypto"],
  problem: [],
};

const files = sourceFiles();

describe("imports", () => {
  it("has a row of the table for every part of src", () => {
    const parts = new Set(files.filter(({ path }) => !path.endsWith(".d.ts")).map(({ path }) => partOf(path)));
    expect([...parts].sort()).toEqual(Object.keys(MAY).sort());
  });

  it("are read at all, lazy ones and those of types too", () => {
    const main = files.find(({ path }) => path === "src/cli/main.ts");
    expect(importsOf(main ?? { path: "", text: "" })).toEqual(
      expect.arrayContaining(["src/problem.js", "src/cli/context.js", "src/cli/program.js"]),
    );
  });

  it("run one way", () => {
    const against = files.flatMap((file) => {
      const part = partOf(file.path);
      return importsOf(file)
        .filter((target) => partOf(target) !== part && !MAY[part]?.includes(partOf(target)))
        .map((target) => `${file.path} → ${target}`);
    });
    expect(against).toEqual([]);
  });

  it("make no circle of parts", () => {
    const circle = (part: string, way: readonly string[]): string[] =>
      way.includes(part)
        ? [[...way, part].join(" → ")]
        : (MAY[part] ?? []).flatMap((next) => circle(next, [...way, part]));
    expect(Object.keys(MAY).flatMap((part) => circle(part, []))).toEqual([]);
  });

  it("make no circle of files within a part at run time", () => {
    const eager = new Map(
      files.map((file) => [
        file.path.replace(/\.ts$/, ".js"),
        [...file.text.matchAll(/^import (?!type )(?:[^;]*? from )?"(\.{1,2}\/[^"]+)"/gm)].flatMap(([, specifier]) =>
          importsOf({ path: file.path, text: `from "${specifier}"` }),
        ),
      ]),
    );
    const circles: string[] = [];
    const done = new Set<string>();
    const walk = (file: string, way: string[]) => {
      if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(" → "));
      else if (!done.has(file)) {
        for (const next of eager.get(file) ?? []) walk(next, [...way, file]);
        done.add(file);
      }
    };
    for (const file of eager.keys()) walk(file, []);
    expect(circles).toEqual([]);
  });

  it("of heavy packages are lazy, or in a file that is itself imported lazily", () => {
    const heavy =
      /^import (?!type )[^;]* from "(oidc-provider|xml-crypto|chalk|ora|inquirer|cosmiconfig|parse5|jose)"/m;
    const eager = files
      .filter(({ path, text }) => path.startsWith("src/cli/") && heavy.test(text))
      .map(({ path }) => path);
    expect(eager).toEqual([]);
  });
});
