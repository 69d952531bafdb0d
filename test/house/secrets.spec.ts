/** How src handles what must stay secret: read from the source, since no run shows what a comparison costs. */
import { describe, expect, it } from "vitest";
import { sourceFiles } from "./source-files.js";

const SECRET = "(?:secret|passphrase|password|token|verifier|csrf|handle|hash|digest|cookie)s?";
/** `secret === other`, `kept.tokenHash !== hash`: what is compared with a literal, null or undefined is no secret. */
const COMPARED = new RegExp(
  `[\\w.?]*${SECRET}(?:Hash|\\.value)?\\b\\)? *[!=]== *(?!undefined|null|true|false|["'\`\\d])[^;\\n]*` +
    `|[!=]== *[\\w.?]*\\b\\w*${SECRET}(?:Hash|\\.value)?\\b[^;\\n(]*`,
  "gi",
);

/** Comparisons of what is no secret of ours. */
const HARMLESS = [
  "src/smoke/agents/http/cookies/jar.ts", // whether an app set the same cookie again, in the test's own browser
];

const comparisons = (text: string) =>
  [...text.matchAll(COMPARED)]
    .map(([found]) => found.trim())
    .filter((found) => !/[!=]== *(undefined|null|["'`\d])/.test(found));

describe("secrets", () => {
  it("are compared by one function that takes the same time for every difference", () => {
    const found = sourceFiles().flatMap(({ path, text }) =>
      HARMLESS.includes(path) ? [] : comparisons(text).map((line) => `${path}: ${line}`),
    );
    expect(found).toEqual([]);
  });

  it("would be seen if they were compared letter by letter", () => {
    for (const line of [
      "if (secret === given)",
      "return kept.browser !== hash;",
      "a.tokenHash === b",
      "x !== client.secret",
    ])
      expect(comparisons(line), line).toHaveLength(1);
    for (const line of ["if (token === undefined)", 'x.password === ""', "handle !== null"])
      expect(comparisons(line), line).toEqual([]);
  });

  it("meet the clock of the processor in crypto alone", () => {
    const others = sourceFiles().filter(
      ({ path, text }) => text.includes("timingSafeEqual") && !path.startsWith("src/crypto/"),
    );
    expect(others.map(({ path }) => path)).toEqual([]);
  });

  it("are never made from what can be guessed", () => {
    const guessed = sourceFiles().filter(({ text }) => /Math\.random\(/.test(text));
    expect(guessed.map(({ path }) => path)).toEqual(["src/store/sqlite/patience.ts"]); // how long a writer waits
  });

  it("are never written to a page without being escaped: markup is made by one function", () => {
    const raw = sourceFiles().filter(
      ({ path, text }) =>
        path.startsWith("src/idp/") && path !== "src/idp/pages/html.ts" && /innerHTML|Html\.of\(|text\/html/.test(text),
    );
    expect(raw.map(({ path }) => path)).toEqual(["src/idp/failures.ts", "src/idp/http/answers.ts"]); // what asks for a page, what sends one
  });
});
