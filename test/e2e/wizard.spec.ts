/** `appint create` on a real terminal: what it asks, how one goes back and changes, and what is left when nobody answers. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { copyFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { authorize, smallApp } from "../app-look/small-app.js";
import { copyOfOrg, type FreshOrg, normalized, usedOrg } from "./built-cli.js";
import { golden } from "./golden.js";
import { corpusFile } from "./metadata-server.js";
import { type Terminal, terminal } from "./terminal.js";

const LAUNCHER = process.env.APPINT_BIN ?? fileURLToPath(new URL("../../bin/appint.js", import.meta.url));
/** A sequence that sets colours or weights. */
const COLOUR = new RegExp(`${String.fromCharCode(0x1b)}\\[[\\d;]+m`);
const hasTmux = spawnSync("tmux", ["-V"]).status === 0;

describe.skipIf(!hasTmux)("appint create on a terminal", () => {
  let org: FreshOrg;
  let tty: Terminal;
  const told = golden("wizard.txt");
  const open = async ({ columns = 100, env = {} }: { columns?: number; env?: Record<string, string> } = {}) => {
    const own = { HOME: org.folder, APPINT_DB: org.database, APPINT_ORIGIN: org.origin };
    tty = await terminal({
      folder: org.folder,
      columns,
      env: { ...own, PATH: `${org.folder}:${process.env.PATH}`, ...env },
    });
    await tty.shows(/\$$/);
  };
  let made: string | undefined;
  beforeEach(async () => {
    // Two admins: an org with one is asked about more at its first app.
    made ??= await madeOrg();
    org = await copyOfOrg(made);
    await copyFile(corpusFile("good-minimal"), join(org.folder, "sp.xml"));
    await writeFile(join(org.folder, "appint"), `#!/bin/sh\nexec "${process.execPath}" "${LAUNCHER}" "$@"\n`, {
      mode: 0o755,
    });
  });
  afterEach(async () => {
    await tty[Symbol.asyncDispose]();
    await org[Symbol.asyncDispose]();
  });
  afterAll(() => told.save());

  const madeOrg = async (): Promise<string> => {
    const used = await usedOrg();
    await used.done("orgs admins add --user ada@example.com --quiet");
    return used.folder;
  };
  const withoutDatabase = async () => {
    await rm(org.database);
    await rm(`${org.database}.key`);
  };
  const draft = () => `${org.database}.draft-default.json`;
  const start = async (words: string) => {
    await tty.type(`appint ${words}; echo "ended with $?"`);
    await tty.press("Enter");
  };
  /** Waits for the question, then types (`=text`) and presses keys. */
  const answer = async (question: RegExp, ...keys: string[]) => {
    await tty.shows(question);
    for (const key of keys) {
      if (key.startsWith("=")) await tty.type(key.slice(1));
      else await tty.press(key);
    }
  };
  /** The screen as it is kept; what differs from run to run is masked. */
  const kept = (title: string, screen: string) => {
    const certificate = /-----BEGIN.*END CERTIFICATE-----/s.exec(screen)?.[0] ?? "no certificate";
    const fingerprint = /SHA-256 ([0-9A-F:\n]+)/.exec(screen)?.[1]?.trim() ?? "no fingerprint";
    const secret = /Client secret {3}(\S+)/.exec(screen)?.[1] ?? "no secret";
    const seen = normalized(screen, {
      [org.origin]: "<origin>",
      [org.folder]: "<folder>",
      [certificate]: "<pem>",
      [fingerprint]: "<fingerprint>",
      [secret]: "<secret>",
    });
    expect(`${seen}\n`).toBe(told.section(title, `${seen}\n`));
  };
  const shown = async (title: string, pattern: RegExp) => kept(title, await tty.shows(pattern));

  it("asks the kind, then for metadata, then what is missing; reviews it, and tells what the SP needs", async () => {
    await org.done("users list"); // so that no password of first use is in the golden text
    await open();
    await start("create");
    await answer(/❯ A web app on a server that keeps a secret/, "Enter");
    await answer(/❯ OIDC/, "Down");
    await answer(/❯ SAML 2\.0/, "Enter");
    await answer(/\? SP metadata/, "=nowhere.xml", "Enter");
    await answer(/✖ The metadata nowhere\.xml cannot be read: there is no such file/, "C-u", "=sp.xml", "Enter");
    await answer(/\? App integration name/, "Enter");
    await answer(/✖ the name is empty/, "?");
    await shown("help at a question", /flag {6}--name <name>/);
    await answer(/hide help/, "=Wiki", "Enter");
    await answer(/\? Single sign-on URL \(ACS\) http:\/\/localhost:3000\/saml\/acs\n/, "Enter");
    await answer(/\? Audience URI \(SP Entity ID\) http:\/\/localhost:3000\/saml\/metadata\n/, "Enter");
    await answer(/\? Name ID format/, "=mail", "Enter");
    await answer(/\? Attribute statements/, "=mail=user.mail()", "Enter");
    await answer(
      /✖ "user\.mail\(\)" is no expression: there is no function "user\.mail"/,
      "C-u",
      '=email=user.email, tier="gold, old"',
      "Enter",
    );
    await answer(/\? Group attribute statements/, "Enter");
    await shown("the review of a SAML app", /\? Review/);
    await tty.press("Enter");
    const screen = await tty.shows(/ended with \d/);

    kept("a SAML app from metadata", screen);
    expect(screen).toContain("ended with 0");
    const { settings } = (await org.done("apps show wiki --json=settings")).json<{ settings: { signOn: object } }>();
    expect(settings.signOn).toMatchObject({
      ssoAcsUrl: "http://localhost:3000/saml/acs",
      audience: "http://localhost:3000/saml/metadata",
      subjectNameIdFormat: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
      acsEndpoints: [{ url: "http://localhost:3000/saml/acs", index: 1 }],
      attributeStatements: [
        { name: "email", values: ["user.email"] },
        { name: "tier", values: ['"gold, old"'] },
      ],
    });
    expect(existsSync(draft())).toBe(false);
  });

  it("offers what a running app shows, answer by answer", async () => {
    await org.done("users list");
    const running = { "/": '<title>Shop</title><a href="/login">Log in</a>', "/login": `→ ${authorize()}` };
    await using app = await smallApp(running);
    await open();
    await start(`create --from-url ${app.url}/`);
    await answer(/\? App integration name Shop\n/, "Enter");
    await answer(/\? Sign-in redirect URIs.* http:\/\/localhost:\d+\/callback\n/, "Enter");
    await answer(/\? Sign-out redirect URIs/, "Enter");
    await answer(/\? Initiate login URI.* http:\/\/localhost:\d+\/login\n/, "C-u", "Enter");
    await answer(/\? Groups claim/, "Enter");
    const review = await tty.shows(/❯ Create it/);
    expect(review).toContain("saw      Sign-in redirect URIs");
    expect(review).toMatch(/Initiate login URI +–/);
    expect((await org.done("apps list --json")).json()).toEqual([]);
    await tty.press("Enter");
    await tty.shows(/ended with 0/);
    expect((await org.done("apps show shop --json=settings")).json()).toMatchObject({
      settings: { oauthClient: { redirect_uris: [`${app.url}/callback`], initiate_login_uri: null } },
    });
  });

  /** What is answered to which question, kind by kind; the review is kept as it was shown. */
  const recorded: [title: string, steps: [question: RegExp, ...keys: string[]][]][] = [
    [
      "a single-page app",
      [
        [/\? What is your app/, "=single", "Enter"],
        [/\? App integration name/, "=Board", "Enter"],
        [/\? Sign-in redirect URIs/, "=http://localhost:3000/callback", "Enter"],
        [/\? Sign-out redirect URIs/, "Enter"],
        [/\? Initiate login URI/, "Enter"],
        [/\? Groups claim/, "Enter"],
      ],
    ],
    [
      "a desktop app",
      [
        [/\? What is your app/, "=desktop", "Enter"],
        [/\? App integration name/, "=Notes", "Enter"],
        [/\? Sign-in redirect URIs/, "=com.example.notes:/callback", "Enter"],
        [/\? Sign-out redirect URIs/, "Enter"],
        [/\? Initiate login URI/, "Enter"],
        [/\? Groups claim/, "Enter"],
      ],
    ],
    [
      "a service without people",
      [
        [/\? What is your app/, "=service", "Enter"],
        [/\? App integration name/, "=Nightly", "Enter"],
        [/\? Granted scopes/, "Enter"],
      ],
    ],
    [
      "a site with a login form",
      [
        [/\? What is your app/, "=login form", "Enter"],
        [/\? App integration name/, "=Forum", "Enter"],
        [/\? App's login page URL/, "=http://localhost:3000/login", "Enter"],
        [/\? Who sets the credentials/, "Enter"],
      ],
    ],
    [
      "only a link",
      [
        [/\? What is your app/, "=link", "Enter"],
        [/\? App integration name/, "=Menu", "Enter"],
        [/\? [^\n]*URL/, "=http://localhost:3000/menu", "Enter"],
      ],
    ],
    [
      "an app that speaks WS-Federation",
      [
        [/\? What is your app/, "Enter"],
        [/\? Sign-in method/, "=ws-fed", "Enter"],
        [/\? App integration name/, "=Intranet", "Enter"],
        [/\? Web Application URL/, "=http://localhost:3000/", "Enter"],
        [/\? Realm/, "=urn:intranet", "Enter"],
        [/\? ReplyTo URL/, "=http://localhost:3000/wsfed", "Enter"],
        [/\? Name ID format/, "Enter"],
        [/\? Audience/, "=urn:intranet", "Enter"],
      ],
    ],
    [
      "an app that is provisioned",
      [
        [/\? What is your app/, "Enter"],
        [/\? Sign-in method/, "=scim", "Enter"],
        [/\? Sign-on that carries it/, "=swa", "Enter"],
        [/\? App integration name/, "=Desk", "Enter"],
        [/\? App's login page URL/, "=http://localhost:3000/login", "Enter"],
        [/\? Who sets the credentials/, "Enter"],
        [/\? SCIM connector base URL/, "=http://localhost:3000/scim/v2/Users", "Enter"],
        [/✖ it ends with \/Users/, "C-u", "=http://localhost:3000/scim/v2", "Enter"],
        [/\? Supported provisioning actions/, "=push-users, push-groups", "Enter"],
        [/\? Authentication Mode/, "=header", "Enter"],
        [/\? Token of the SCIM service/, "=s3cr3t", "Enter"],
      ],
    ],
  ];
  it.each(recorded)("asks of %s what its kind needs, and nothing else", async (title, steps) => {
    await org.done("users list --quiet");
    await open({ columns: 160 });
    await start("create");
    for (const [question, ...keys] of steps) await answer(question, ...keys);
    await shown(`${title}: the review`, /❯ Create it/);
    await tty.press("Enter");
    expect(await tty.shows(/ended with \d/)).toMatch(/✔ \w+ created .*ended with 0/s);
  });

  it("goes back without losing an answer, and changes any answer and any further setting in the review", async () => {
    await org.done("users list");
    await open();
    await start("create oidc");
    await answer(/\? App integration name/, "=Shp", "Enter");
    await answer(/\? Sign-in redirect URIs/, "=localhost:3000/cb", "Enter");
    await answer(/✖ "localhost:3000\/cb" has no http:\/\/ or https:\/\/ in front/, "BTab");
    await answer(/\? App integration name Shp\n/, "BSpace", "=op", "Enter");
    await answer(/\? Sign-in redirect URIs.* localhost:3000\/cb\n/, "C-a", "=http://", "Enter");
    await answer(/\? Sign-out redirect URIs/, "Enter");
    await answer(/\? Initiate login URI/, "Enter");
    await answer(/\? Groups claim/, "Enter");
    await answer(/❯ Create it/, "=init");
    await answer(/❯ Initiate login URI/, "Enter");
    await answer(/\? Initiate login URI/, "=http://localhost:3000/login", "Enter");
    await answer(/❯ Create it/, "=more", "Enter");
    await answer(/\? More settings/, "=client", "Enter");
    await answer(/❯ client_secret_basic/, "Down", "Enter");
    await shown("the review after a change", /Client authentication {3}client_secret_post/);
    await tty.press("Enter");
    await shown("an OIDC app after going back and changes", /ended with 0/);

    expect((await org.done("apps show shop --json=label,credentials,settings")).json()).toMatchObject({
      label: "Shop",
      credentials: { oauthClient: { token_endpoint_auth_method: "client_secret_post" } },
      settings: {
        oauthClient: { redirect_uris: ["http://localhost:3000/cb"], initiate_login_uri: "http://localhost:3000/login" },
      },
    });
  });

  it("asks only for what no flag has given", async () => {
    await open();
    await start("create --redirect-uri http://localhost:3000/cb --initiate-login-uri http://localhost:3000/login");
    await answer(/\? App integration name/, "=Shop", "Enter");
    await answer(/\? Sign-out redirect URIs/, "Enter");
    await answer(/\? Groups claim/, "Enter");
    const screen = await tty.shows(/❯ Create it/);
    expect(screen).not.toMatch(/✔ (Sign-in|Initiate)/);
    expect(screen).toMatch(/Sign-in redirect URIs {3}http:\/\/localhost:3000\/cb\n/);
  });

  it("asks nothing when flags have said everything", async () => {
    await open();
    await start("create oidc --name Shop --redirect-uri http://localhost:3000/cb");
    expect(await tty.shows(/ended with 0/)).not.toMatch(/^[?✔] (Sign-|Initiate|Client|Review)/m);
  });

  it("keeps a draft on Ctrl-C, which only its owner can read, goes on with it, and advises more admins once", async () => {
    await withoutDatabase();
    await open();
    await start("create saml");
    await answer(/\? SP metadata/, "=sp.xml", "Enter");
    await answer(/\? App integration name/, "=Payroll", "Enter");
    await answer(/\? Single sign-on URL/, "BSpace", "=x", "C-c");
    await shown("interrupted, with a draft", /ended with 130/);
    expect(statSync(draft()).mode & 0o777).toBe(0o600);
    expect(existsSync(org.database)).toBe(false);

    await tty.type("clear");
    await tty.press("Enter");
    await start("create");
    await shown("the draft is offered", /\? Go on with the draft of Payroll, kept a moment ago\?\n❯ Go on/);
    await tty.press("Enter");
    await answer(/\? Single sign-on URL \(ACS\) http:\/\/localhost:3000\/saml\/acx\n/, "BSpace", "=s", "Enter");
    await answer(/\? Audience/, "Enter");
    await answer(/\? Name ID/, "Enter");
    await answer(/\? Attribute/, "Enter");
    await answer(/\? Group attribute/, "Enter");
    await answer(/❯ Create it/, "Enter");
    await answer(/\? Add which people as admins/, "=ada, grace", "Enter");
    await answer(/✖ There is no person "ada": the nearest are: ada@example\.com/, "C-u", "=ada@example.com", "Enter");
    expect(await tty.shows(/ended with 0/)).toContain("✔ ada@example.com is an admin of default");
    const admins = (await org.done("orgs admins list --json=login")).json();
    expect(admins).toEqual([{ login: "ada@example.com" }, { login: "admin@example.com" }]);
    expect((await org.done("apps show payroll --json=settings")).json()).toMatchObject({
      settings: { signOn: { ssoAcsUrl: "http://localhost:3000/saml/acs" } },
    });
    expect(existsSync(draft())).toBe(false);
  });

  it("deletes a draft when told so, leaves a damaged one aside, and keeps none with --no-draft", async () => {
    await open();
    await start("create oidc");
    await answer(/\? App integration name/, "=Shop", "Enter");
    await answer(/\? Sign-in redirect/, "C-c");
    await tty.shows(/ended with 130/);
    await start("create");
    await answer(/\? Go on/, "=delete", "Enter");
    await answer(/\? What is your app/, "C-c");
    await tty.shows(/nothing was stored; run it again/);
    expect(existsSync(draft())).toBe(false);

    await writeFile(draft(), '{"version":1,"answers":');
    await start("create --no-draft");
    await answer(/❯ A web app/, "Enter");
    await answer(/❯ OIDC/, "Enter");
    await answer(/\? App integration name/, "C-c");
    await tty.shows(/(ended with 130.*){3}/s);
    expect(readFileSync(draft(), "utf8")).toBe('{"version":1,"answers":');
    await start("create oidc");
    const screen = await tty.shows(/\? App integration name/);
    expect(screen.replaceAll("\n", "")).toContain(`! The draft ${draft()} cannot be read and is left aside`);
  });

  it("leaves a draft as it is until somebody says more, and offers it for another kind too", async () => {
    await open();
    const again = async (words: string) => {
      await tty.type("clear");
      await tty.press("Enter");
      await start(words);
    };
    await start("create saml");
    await answer(/\? SP metadata/, "=sp.xml", "Enter");
    await answer(/\? App integration name/, "=Wiki", "Enter");
    await answer(/\? Single sign-on URL/, "C-c");
    await tty.shows(/ended with 130/);
    const before = readFileSync(draft(), "utf8");
    expect(before).toContain('"label":"Wiki"');

    await again("create saml");
    await answer(/\? Go on with the draft of Wiki, kept/, "C-c");
    expect(await tty.shows(/ended with 130/)).toMatch(/your\s+answers\s+are\s+kept/);
    expect(readFileSync(draft(), "utf8")).toBe(before);

    await again("create oidc --name Shop");
    await answer(/\? Go on with the draft of Wiki \(SAML 2\.0\), kept[^\n]*\n {2}Go on with it\n❯ Start anew/, "Enter");
    await answer(/\? Sign-in redirect/, "C-c");
    expect(await tty.shows(/ended with 130/)).toContain("nothing was stored; run it again");
    expect(readFileSync(draft(), "utf8")).toBe(before);

    await again("create oidc");
    await answer(/❯ Start anew[\s\S]*$/, "Up", "Enter");
    const acs = /\? Single sign-on URL \(ACS\) http:\/\/localhost:3000\/saml\/acs\n/;
    await answer(acs, "BTab");
    await answer(/\? App integration name Wiki\n/, "BTab");
    await answer(/\? SP metadata.* sp\.xml\n/, "Enter"); // read for the draft's kind, not for the one that was typed
    await answer(acs, "C-c");
    await tty.shows(/ended with 130/);
    expect(readFileSync(draft(), "utf8")).toBe(before);

    await again("create oidc");
    await answer(/❯ Start anew[\s\S]*$/, "Enter");
    await answer(/\? App integration name/, "=Shop", "Enter");
    await answer(/\? Sign-in redirect/, "C-c");
    await tty.shows(/ended with 130/);
    expect(JSON.parse(readFileSync(draft(), "utf8"))).toMatchObject({ answers: { kind: "oidc", label: "Shop" } });
  });

  it("names the org and the database of a draft in the command that goes on, and deletes it with its org", async () => {
    await org.done("users list --quiet");
    await org.done("orgs create Acme --quiet");
    await org.done("orgs use default --quiet");
    await open();
    await start(`create oidc --org acme --db '${org.database}'`);
    await answer(/\? App integration name/, "=Shop", "Enter");
    await answer(/\? Sign-in redirect/, "C-c");
    expect((await tty.shows(/ended with 130/)).replaceAll("\n", "")).toContain(
      `appint create --org acme --db ${org.database}   goes on where you were`,
    );
    expect(existsSync(`${org.database}.draft-acme.json`)).toBe(true);
    await org.done("orgs delete acme --yes --quiet");
    expect(existsSync(`${org.database}.draft-acme.json`)).toBe(false);
  });

  it("keeps a draft on SIGTERM and leaves the terminal as it was", async () => {
    await open();
    await tty.type("stty -a > before");
    await tty.press("Enter");
    await start("create oidc");
    await answer(/\? App integration name/, "=Shop", "Enter");
    await tty.shows(/\? Sign-in redirect/);
    process.kill(await tty.inFront(), "SIGTERM");
    await tty.shows(/ended with 130/);
    await tty.type("stty -a > after; cmp before after && echo same; echo typed again");
    await tty.press("Enter");
    expect(await tty.shows(/\ntyped again\n/)).toMatch(/\nsame\n/);
    expect(JSON.parse(readFileSync(draft(), "utf8"))).toMatchObject({ answers: { kind: "oidc", label: "Shop" } });
  });

  it("keeps a draft when the terminal is closed", async () => {
    await open();
    await start("create oidc");
    await answer(/\? App integration name/, "=Shop", "Enter");
    await tty.shows(/\? Sign-in redirect/);
    await tty[Symbol.asyncDispose]();
    await expect.poll(() => existsSync(draft()), { timeout: 10_000 }).toBe(true);
    expect(JSON.parse(readFileSync(draft(), "utf8"))).toMatchObject({ answers: { label: "Shop" } });
  });

  it("asks line by line with --plain, without a single escape sequence", async () => {
    await org.done("users list");
    await open();
    const bytes = join(org.folder, "bytes");
    await tty.record(bytes);
    await start("create --plain");
    await answer(/1\. A web app on a server that keeps a secret.*>$/s, "=1", "Enter");
    await answer(/2\. SAML 2\.0.*>$/s, "=2", "Enter");
    await answer(/SP metadata: file or URL.*>$/s, "=?", "Enter");
    await answer(/flag {6}--metadata <file\|url>\n>$/, "=sp.xml", "Enter");
    await answer(/App integration name.*>$/s, "Enter");
    await answer(/Error: the name is empty\n>$/, "=Wiki", "Enter");
    await answer(/Enter keeps http:\/\/localhost:3000\/saml\/acs.*>$/s, "=<", "Enter");
    await answer(/Enter keeps Wiki.*>$/s, "Enter");
    await answer(/Enter keeps http:\/\/localhost:3000\/saml\/acs[^>]*>$/s, "Enter");
    await answer(/Audience URI.*>$/s, "Enter");
    await answer(/1\. unspecified.*>$/s, "=persist", "Enter");
    await answer(/1\. persistent\n>$/, "=1", "Enter");
    await answer(/Attribute statements.*>$/s, "Enter");
    await answer(/Group attribute statements.*>$/s, "Enter");
    await answer(/Review.*>$/s, "=1", "Enter");
    await shown("line by line", /ended with \d/);
    expect(readFileSync(bytes)).not.toContain(0x1b);
  });

  it("turns to lines by itself on a terminal that can do no more, and takes a draft there too", async () => {
    await open({ env: { TERM: "dumb" } });
    await start("create oidc");
    await answer(/App integration name\n.*>$/s, "=Shop", "Enter");
    await answer(/redirect URIs.*>$/s, "C-c");
    expect(await tty.shows(/ended with 130/)).toMatch(/your answers are kept in/);
    expect(existsSync(draft())).toBe(true);
  });

  it("fits 40 columns, without colours", async () => {
    await org.done("users list");
    await open({ columns: 40, env: { NO_COLOR: "1" } });
    const bytes = join(org.folder, "bytes");
    await tty.record(bytes);
    await start("create saml");
    await answer(/\? SP metadata/, "=sp.xml", "Enter");
    await answer(/\? App integration name/, "=日本語のポータル", "Enter");
    await answer(/\? Single sign-on URL/, "F1");
    await shown("40 columns: a question with help", /defined/);
    await tty.press("Enter");
    await answer(/\? Audience/, "Enter");
    await answer(/\? Name ID/, "Enter");
    await answer(/\? Attribute/, "Enter");
    await answer(/\? Group attribute/, "Enter");
    await shown("40 columns: the review", /❯ Create it/);
    await tty.press("Enter");
    await tty.shows(/ended with 0/);
    expect(readFileSync(bytes, "latin1")).not.toMatch(COLOUR);
  });

  it("takes a pasted list of lines as one answer, and a long value, while the window changes", async () => {
    await open();
    await start("create oidc --name Shop");
    await tty.shows(/\? Sign-in redirect/);
    await tty.paste("http://localhost:3000/a\nhttp://localhost:3000/b\n\nhttp://localhost:3000/c");
    await tty.shows(/localhost:3000\/a, http:\/\/localhost:3000\/b, http:\s?\/\/localhost:3000\/c\n/);
    await tty.resize(60);
    await tty.paste(`, http://localhost:3000/${"d".repeat(300)}`);
    await tty.press("Enter");
    await answer(/\? Sign-out/, "Enter");
    await tty.resize(100);
    await answer(/\? Initiate/, "Enter");
    await answer(/\? Groups claim/, "Enter");
    await answer(/❯ Create it/, "Enter");
    await tty.shows(/ended with 0/);
    const { settings } = (await org.done("apps show shop --json=settings")).json<{
      settings: { oauthClient: { redirect_uris: string[] } };
    }>();
    const paths = ["a", "b", "c", "d".repeat(300)];
    expect(settings.oauthClient.redirect_uris).toEqual(paths.map((path) => `http://localhost:3000/${path}`));
  });

  it("keeps the answers when the app cannot be made", async () => {
    await org.done("users list");
    await open();
    await start("create oidc --name Shop");
    await answer(/\? Sign-in redirect/, "=http://localhost:3000/cb", "Enter");
    await answer(/\? Sign-out/, "Enter");
    await answer(/\? Initiate/, "Enter");
    await answer(/\? Groups claim/, "Enter");
    await tty.shows(/❯ Create it/);
    const database = new Database(org.database);
    database.exec("ALTER TABLE app RENAME TO gone");
    database.close();
    await tty.press("Enter");
    const screen = await tty.shows(/ended with \d+/);
    expect(screen).not.toContain("ended with 0");
    expect(screen.replaceAll("\n", "")).toContain(`Your answers are kept in ${draft()}`);
  });

  const questions: [question: RegExp, ...keys: string[]][] = [
    [/\? What is your app/, "Enter"],
    [/\? Sign-in method/, "Down", "Enter"],
    [/\? SP metadata/, "=sp.xml", "Enter"],
  ];
  it.each([0, 2].map((index) => [questions[index]?.[0].source, index] as const))(
    "interrupted at %s: status 130, no database, the terminal as it was",
    async (_, index) => {
      await withoutDatabase();
      await open();
      await tty.type("stty -a > before");
      await tty.press("Enter");
      await start("create");
      for (const [question, ...keys] of questions.slice(0, index)) await answer(question, ...keys);
      await answer(questions[index]?.[0] as RegExp, "C-c");
      const screen = await tty.shows(/ended with \d+/);
      await tty.type("stty -a > after; cmp before after && echo same; echo typed again");
      await tty.press("Enter");

      expect(screen).toContain("ended with 130");
      expect(screen).toMatch(/✖ Cancelled\n {4}cause {3}you interrupted the command\n {4}fix {5}/);
      expect(await tty.shows(/\ntyped again\n/)).toMatch(/\nsame\n/);
      const files = (await readdir(org.folder)).filter((name) => name.startsWith("org.db"));
      expect(files).toEqual(index === 0 ? [] : ["org.db.draft-default.json"]);
    },
  );

  it("offers the things of the org where a command was given none: searched and paged, however many there are", async () => {
    await org.done("create oidc --name Shop --redirect-uri http://localhost/cb --quiet");
    await org.done("create oidc --name Wiki --redirect-uri http://localhost/cb --quiet");
    const database = new Database(org.database);
    database.exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
      INSERT INTO idp_user SELECT printf('00uperson%011d', i), org.id, printf('p%05d@x.example', i),
        printf('p%05d@x.example', i), 'x', 'Per', 'Son', 'ACTIVE', '{}', NULL, org.created, org.created FROM n, org`);
    database.close();
    await open();
    await start("assign");
    await answer(/\? Which app\?[\s\S]*❯ shop/, "Down");
    await answer(/❯ wiki/, "Enter");
    await answer(/❯ ada@example\.com {4}Ada Lovelace/, "NPage", "NPage", "NPage");
    await answer(/❯ p000[45]\d@x\.example/, "NPage");
    await answer(/❯ p000[67]\d@x\.example/, "=09999");
    await answer(/❯ p09999@x\.example {2}Per Son/, "=zz");
    await answer(/nothing fits "09999zz"/, "Escape");
    await answer(/❯ ada@example/, "=9999 son p0");
    await answer(/❯ p09999@x\.example/, "Enter");
    expect(await tty.shows(/ended with 0/)).toContain("p09999@x.example is assigned to Wiki as p09999@x.example");

    await start("apps show");
    await answer(/\? Which app\?[\s\S]*❯ shop/, "C-c");
    await tty.shows(/ended with 130/);
    expect((await org.appint("assign wiki")).stderr).toContain("appint assign wiki --user <login>");
    expect(await org.appint("apps show")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("✖ Missing: <app>"),
    });
  });

  it.each(["CI=1", "--json"])("asks nothing with %s", async (how) => {
    await open();
    await tty.type(how === "CI=1" ? "export CI=1" : "true");
    await tty.press("Enter");
    await start(`create saml --name Wiki ${how === "CI=1" ? "" : how}`);
    expect((await tty.shows(/ended with 2/)).replaceAll("\n", "")).toContain(
      "Missing: Single sign-on URL (ACS), Audience URI (SP Entity ID)",
    );
  });

  it("writes a problem's fix once, in colour", async () => {
    await open();
    await start("apps lst");
    expect(await tty.shows(/ended with 2/)).toMatch(/ {4}fix {5}appint apps list\nended with 2$/m);
  });

  it("cuts a table to the width of the terminal, never a line in two", async () => {
    await open();
    const name = "日本語".repeat(20);
    await org.done(["create", "oidc", "--name", name, "--redirect-uri", "http://localhost/cb", "--quiet"]);
    await start("apps list");
    const screen = await tty.shows(/ended with 0/);
    expect(screen).toMatch(/^app {2}日本語[日本語]+… {2}OPENID_CONNECT {2}ACTIVE {2}0oa\w{17}$/m);
  });
});
