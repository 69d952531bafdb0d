import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leadingWords, plainJson, withoutWords } from "../../src/cli/words.js";
import { nearestNames } from "../../src/nearest-names.js";

const NAMES = ["apps list", "apps show", "assign", "create", "serve", "test-sso", "users list"];

describe("the words of a command line", () => {
  it.each([
    ["apps list", ["apps", "list"], 2],
    ["--quiet apps list", ["apps", "list"], 2],
    ["--org acme apps list", ["apps", "list"], 2],
    ["--org=acme --json=id apps list", ["apps", "list"], 2],
    ["create --name saml oidc", ["create", "saml", "oidc"], 1],
    ["create saml --name oidc", ["create", "saml", "oidc"], 2],
    ["create --json saml", ["create", "saml"], 2],
    ["apps show -- --odd", ["apps", "show"], 2],
    ["", [], 0],
    ["--db", [], 0],
  ])("%s", (line, words, sure) => {
    const found = leadingWords(line.split(" ").filter(Boolean));
    expect({ words: found.words, sure: found.sure }).toEqual({ words, sure });
  });

  it("are taken out by their places", () => {
    const argv = ["--org", "apps", "apps", "list", "--limit", "list"];
    const { places } = leadingWords(argv);
    expect(withoutWords(argv, places, 2)).toEqual(["--org", "apps", "--limit", "list"]);
  });

  it("behind --json are none of its members", () => {
    expect(plainJson(["--json", "shop", "--json=id"])).toEqual(["--json=", "shop", "--json=id"]);
    expect(plainJson(["--", "--json"])).toEqual(["--", "--json"]);
  });

  it("are found in any argv without a crash, in order", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom("--org", "--db", "--", "--json", "apps", "-x"))),
        (argv) => {
          const { words, places, sure } = leadingWords(argv);
          expect(words).toEqual(places.map((place) => argv[place]));
          expect([...places].sort((a, b) => a - b)).toEqual(places);
          expect(sure).toBeLessThanOrEqual(words.length);
        },
      ),
    );
  });
});

describe("the nearest names", () => {
  it.each([
    ["apps lst", ["apps list"]],
    ["app list", ["apps list"]],
    ["app", ["apps list", "apps show"]],
    ["asign", ["assign"]],
    ["creat", ["create"]],
    ["test", ["test-sso"]],
    ["frobnicate", []],
    ["", []],
    [" ", []],
  ])("to %j are %j", (typed, near) => {
    expect(nearestNames(typed, NAMES)).toEqual(near);
  });

  it("are names that there are, at most three, the exact one first", () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 30 }),
        fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12 })),
        (typed, names) => {
          const near = nearestNames(typed, names);
          expect(near.length).toBeLessThanOrEqual(3);
          for (const name of near) expect(names).toContain(name);
          if (typed.trim() !== "" && names.includes(typed)) expect(near).toContain(typed);
        },
      ),
    );
  });
});
