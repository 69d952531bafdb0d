/** `appint create` on a real terminal: what it asks, in which order, and what is left when nobody answers. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FreshOrg, freshOrg, normalized } from "./built-cli.js";
import { golden } from "./golden.js";
import { corpusFile } from "./metadata-server.js";
import { type Terminal, terminal } from "./terminal.js";

const LAUNCHER = process.env.APPINT_BIN ?? fileURLToPath(new URL("../../bin/appint.js", import.meta.url));
const hasTmux = spawnSync("tmux", ["-V"]).status === 0;

describe.skipIf(!hasTmux)("appint create on a terminal", () => {
  let org: FreshOrg;
  let tty: Terminal;
  const told = golden("wizard.txt");
  beforeEach(async () => {
    org = await freshOrg();
    await copyFile(corpusFile("good-minimal"), join(org.folder, "sp.xml"));
    await writeFile(join(org.folder, "appint"), `#!/bin/sh\nexec "${process.execPath}" "${LAUNCHER}" "$@"\n`, {
      mode: 0o755,
    });
    const env = { HOME: org.folder, APPINT_DB: org.database, APPINT_ORIGIN: org.origin };
    tty = await terminal({ folder: org.folder, env: { ...env, PATH: `${org.folder}:${process.env.PATH}` } });
    await tty.shows(/\$$/);
  });
  afterEach(async () => {
    await tty[Symbol.asyncDispose]();
    await org[Symbol.asyncDispose]();
  });
  afterAll(() => told.save());

  const start = async (words: string) => {
    await tty.type(`appint ${words}; echo "ended with $?"`);
    await tty.press("Enter");
  };
  const answer = async (question: RegExp, ...keys: string[]) => {
    await tty.shows(question);
    for (const key of keys) {
      if (key.startsWith("=")) await tty.type(key.slice(1));
      else await tty.press(key);
    }
  };

  it("asks the kind, then for metadata, then what is missing, and tells what the SP needs", async () => {
    await org.done("users list"); // so that no password of first use is in the golden text
    await start("create");
    await answer(/\? Sign-in method/, "Down");
    await answer(/❯ SAML 2\.0/, "Enter");
    await answer(/\? SP metadata .*\)$/, "=nowhere.xml", "Enter");
    await answer(/> The metadata nowhere\.xml cannot be read: there is no such file/, "C-u", "=sp.xml", "Enter");
    await answer(/\? App integration name$/, "Enter");
    await answer(/> the name is empty/, "=Wiki", "Enter");
    await answer(/\? Single sign-on URL \(ACS\) \(http:\/\/localhost:3000\/saml\/acs\)$/, "Enter");
    await answer(/\? Audience URI \(SP Entity ID\) \(http:\/\/localhost:3000\/saml\/metadata\)$/, "Enter");
    await answer(/\? Name ID format/, "Down");
    await answer(/❯ email/, "Enter");
    await answer(/\? Attribute statements .*\)$/, "=mail=user.mail()", "Enter");
    await answer(/> "user\.mail\(\)" is not an expression/, "C-u", '=email=user.email, tier="gold"', "Enter");
    const screen = await tty.shows(/ended with \d/);

    const certificate = /-----BEGIN.*END CERTIFICATE-----/s.exec(screen)?.[0] ?? "";
    const fingerprint = /SHA-256 ([0-9A-F:\n]+)/.exec(screen)?.[1]?.trim() ?? "";
    const seen = normalized(screen, {
      [org.origin]: "<origin>",
      [certificate]: "<pem>",
      [fingerprint]: "<fingerprint>",
    });
    expect(seen).toBe(told.section("a SAML app from metadata", `${seen}\n`)?.trimEnd());
    expect(screen).toContain("ended with 0");
    const { settings } = (await org.done("apps show wiki --json=settings")).json<{ settings: { signOn: object } }>();
    expect(settings.signOn).toMatchObject({
      ssoAcsUrl: "http://localhost:3000/saml/acs",
      audience: "http://localhost:3000/saml/metadata",
      subjectNameIdFormat: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
      attributeStatements: [
        { name: "email", values: ["user.email"] },
        { name: "tier", values: ['"gold"'] },
      ],
    });
  });

  it("asks only for what no flag has given, and refuses inline what the flag would refuse", async () => {
    await start("create oidc --name Shop --initiate-login-uri http://localhost:3000/login");
    await answer(/\? Sign-in redirect URIs .*\)$/, "=localhost:3000/cb", "Enter");
    await answer(
      /> "localhost:3000\/cb" has no http:\/\/ or https:\/\/ in front/,
      "C-u",
      "=http://localhost:3000/cb",
      "Enter",
    );
    await answer(/\? Sign-out redirect URIs .*\)$/, "Enter");
    const screen = await tty.shows(/ended with 0/);

    expect(screen).not.toMatch(/App integration name|Initiate login URI|Sign-in method/);
    expect((await org.done("apps show shop --json=settings")).json()).toMatchObject({
      settings: {
        oauthClient: { redirect_uris: ["http://localhost:3000/cb"], initiate_login_uri: "http://localhost:3000/login" },
      },
    });
  });

  it("asks nothing when flags have said everything", async () => {
    await start("create oidc --name Shop --redirect-uri http://localhost:3000/cb");
    expect(await tty.shows(/ended with 0/)).not.toMatch(/^[?✔] (Sign-|Initiate|Client)/m);
  });

  it("tells the kind from a flag that only one kind has", async () => {
    await start("create --redirect-uri http://localhost:3000/cb");
    expect(await tty.shows(/\? App integration name$/)).not.toContain("Sign-in method");
    await tty.press("C-c");
    await tty.shows(/ended with 130/);
  });

  it("takes the values by hand where there is no metadata", async () => {
    await start("create saml --name Wiki --name-id-format email");
    await answer(/\? SP metadata .*\)$/, "Enter");
    await answer(/\? Single sign-on URL \(ACS\)$/, "=http://localhost:3000/acs", "Enter");
    await answer(/\? Audience URI \(SP Entity ID\)$/, "=urn:wiki", "Enter");
    await answer(/\? Attribute statements .*\)$/, "Enter");
    await tty.shows(/ended with 0/);

    expect((await org.done("apps show wiki --json=settings")).json()).toMatchObject({
      settings: { signOn: { ssoAcsUrl: "http://localhost:3000/acs", audience: "urn:wiki" } },
    });
  });

  const questions: [question: RegExp, ...keys: string[]][] = [
    [/\? Sign-in method/, "Down", "Enter"],
    [/\? SP metadata .*\)$/, "=sp.xml", "Enter"],
    [/\? App integration name$/, "=Wiki", "Enter"],
    [/\? Single sign-on URL/, "Enter"],
    [/\? Audience URI/, "Enter"],
    [/\? Name ID format/, "Enter"],
    [/\? Attribute statements/, "Enter"],
  ];
  it.each(questions.map(([question], index) => [question.source, index] as const))(
    "interrupted at %s: status 130, no file, the terminal as it was",
    async (_, index) => {
      await tty.type("stty -a > before");
      await tty.press("Enter");
      await start("create");
      for (const [question, ...keys] of questions.slice(0, index)) await answer(question, ...keys);
      await answer(questions[index]?.[0] as RegExp, "C-c");
      const screen = await tty.shows(/ended with \d+/);
      await tty.type("stty -a > after; cmp before after && echo same; echo typed again");
      await tty.press("Enter");

      expect(screen).toContain("ended with 130");
      expect(screen).toMatch(/✖ Cancelled\n {4}cause {3}you interrupted the command\n {4}fix {5}nothing was stored/);
      expect(await tty.shows(/\ntyped again\n/)).toMatch(/\nsame\n/);
      expect(existsSync(org.database)).toBe(false);
      expect((await readdir(org.folder)).filter((name) => name.startsWith("org.db"))).toEqual([]);
    },
  );

  it.each(["CI=1", "--json"])("asks nothing with %s", async (how) => {
    await tty.type(how === "CI=1" ? "export CI=1" : "true");
    await tty.press("Enter");
    await start(`create saml --name Wiki ${how === "CI=1" ? "" : how}`);
    expect((await tty.shows(/ended with 2/)).replaceAll("\n", "")).toContain(
      "Missing: Single sign-on URL (ACS), Audience URI (SP Entity ID)",
    );
  });

  it("writes a problem's fix once, in colour", async () => {
    await start("apps lst");
    expect(await tty.shows(/ended with 2/)).toMatch(/ {4}fix {5}appint apps list\nended with 2$/m);
  });

  it("cuts a table to the width of the terminal, never a line in two", async () => {
    await org.done([
      "create",
      "oidc",
      "--name",
      "日本語".repeat(20),
      "--redirect-uri",
      "http://localhost/cb",
      "--quiet",
    ]);
    await start("apps list");
    const screen = await tty.shows(/ended with 0/);
    expect(screen).toMatch(/^app {2}日本語[日本語]+… {2}OPENID_CONNECT {2}ACTIVE {2}0oa\w{17}$/m);
  });
});
