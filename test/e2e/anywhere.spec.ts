/** Every command in every surrounding where nobody can answer a question: it ends, says so, and asks nothing. */
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FreshOrg, freshOrg, normalized } from "./built-cli.js";
import { corpusFile } from "./metadata-server.js";

const SURROUNDINGS: Record<string, Record<string, string>> = {
  "no terminal": {},
  "CI=1": { CI: "1" },
  "COLUMNS=40": { COLUMNS: "40" },
  NO_COLOR: { NO_COLOR: "1" },
  FORCE_COLOR: { FORCE_COLOR: "1", TERM: "xterm-256color" },
};

/** Words and status; `serve` has specs of its own. */
const COMMANDS: [words: string, status: number][] = [
  ["", 0],
  ["--help", 0],
  ["--version", 0],
  ["help exit-codes", 0],
  ["apps", 0],
  ["apps list", 0],
  ["apps show shop", 0],
  ["apps edit shop --name Shop", 0],
  ["apps activate shop", 4],
  ["apps deactivate nobody", 3],
  ["create", 2],
  ["create oidc", 2],
  ["create saml --metadata sp.xml", 2],
  ["create oidc --name Shop --redirect-uri http://localhost/cb", 0],
  ["users create", 2],
  ["users create ada@example.com", 4],
  ["users create grace@example.com --password -", 2],
  ["users list", 0],
  ["users show ada@example.com", 0],
  ["assign shop", 2],
  ["assign shop --user ada@example.com", 0],
  ["unassign shop", 2],
  ["unassign shop --user admin@example.com", 4],
  ["logs", 0],
  ["sample", 0],
  ["sample swa", 2],
  ["test-sso", 2],
  ["test-sso nobody", 3],
];

describe.each(Object.entries(SURROUNDINGS))("with %s", (_, env) => {
  let org: FreshOrg;
  beforeAll(async () => {
    org = await freshOrg();
    await copyFile(corpusFile("good-minimal"), join(org.folder, "sp.xml"));
    await org.done("create oidc --name Shop --redirect-uri http://localhost:3000/callback --quiet");
  });
  afterAll(() => org[Symbol.asyncDispose]());

  it.each(COMMANDS)("appint %s ends with %i, without a question or an escape sequence", async (words, status) => {
    const result = await org.appint(words, { env });

    expect(normalized(`${result.status} ${result.stdout}${result.stderr}`)).toMatch(new RegExp(`^${status} `));
    expect(result.stdout + result.stderr).not.toMatch(/(?!\n)\p{Cc}/u);
    expect(result.stdout + result.stderr).not.toMatch(/^\? /m);
    expect(result.signal).toBeNull();
    if (status !== 0) expect(result.stdout).toBe("");
  });
});
