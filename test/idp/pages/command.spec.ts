import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commandLine, registerUriCommand } from "../../../src/idp/pages/command.js";

const registered = ["http://localhost:3000/callback"];
const command = (sent: string | undefined) => registerUriCommand("--redirect-uri", { slug: "shop", registered, sent });

describe("the command that a page tells an admin to type", () => {
  it("keeps the URIs that are registered: the flag replaces the whole list", () => {
    expect(command("http://localhost:3000/cb?a=1&b=2")).toBe(
      "appint apps edit shop --redirect-uri http://localhost:3000/callback " +
        "--redirect-uri 'http://localhost:3000/cb?a=1&b=2'",
    );
  });

  it.each([undefined, "", "callback", "http://a/ b", "http://a/`x`", "http://a/#f", "x\ny:z", '"><script>'])(
    "names no URI that is none: %j",
    (sent) => {
      expect(command(sent)).toMatch(/ --redirect-uri <uri>$/);
    },
  );

  it.each(["http://a/$(id)", "http://a/;id", "http://a/'$(id)'", "http://a/&id&"])(
    "does nothing but that in a shell: %s",
    (sent) => {
      const line = command(sent).replace("appint", "printf '%s\\n'");
      expect(execFileSync("/bin/sh", ["-c", line], { encoding: "utf8" }).trimEnd().split("\n").at(-1)).toBe(sent);
    },
  );

  it("whatever the words, a shell reads them back", () => {
    const word = fc.string({ unit: fc.constantFrom("'", '"', "$", "`", "\\", " ", ";", "a", "-", "*", "&") });
    fc.assert(
      fc.property(word, (text) => {
        expect(execFileSync("/bin/sh", ["-c", `printf '%s' ${commandLine(text)}`], { encoding: "utf8" })).toBe(text);
      }),
      { numRuns: 30 },
    );
  });
});
