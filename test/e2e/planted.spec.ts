/**
 * What must never be seen, planted everywhere: escape sequences in every text of the database and of an app, which
 * reach no terminal; secrets, which reach neither outputs, logs, reports nor, in clear, the database.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mintSessionToken } from "../../src/idp/sessions/session-token.js";
import { keysOf, openKey } from "../../src/store/keys.js";
import { openStore } from "../../src/store/open.js";
import { currentOrg } from "../../src/store/orgs.js";
import { userByLogin } from "../../src/store/users.js";
import { Browser, handleOf } from "../idp/browser.js";
import type { FreshOrg } from "./built-cli.js";
import { everyOrg, LINES } from "./every-command.js";
import { type Said, sayAll } from "./many-commands.js";

/** Sets a title, moves the cursor, colours, C1 controls, a bell, changes of direction, a line of its own. */
const ESC = "\u001b]0;pwned\u0007\u001b[2J\u001b[31m\u009b2J\u0085\u202e\u2066\r\n✔ pwned\u007f";
const HARMFUL = /(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;

const TEXTS: Record<string, string[]> = {
  org: ["name"],
  idp_user: ["first_name", "last_name", "email", "profile"],
  idp_group: ["name", "description"],
  app: ["label", "document", "tests"],
  assignment: ["username", "profile"],
  log_event: ["reason", "body"],
};
/** Words of the program's own inside a document: with another text behind them it would be another document. */
const KEPT = /^(https?:\/\/localhost|urn:oasis|[A-Z_0-9]+$|[a-z_]+$|http:\/\/www\.w3\.org)/;

function planted(text: string): string {
  if (!/^[[{]/.test(text)) return text + ESC;
  const walk = (value: unknown): unknown =>
    typeof value === "string"
      ? KEPT.test(value)
        ? value
        : value + ESC
      : Array.isArray(value)
        ? value.map(walk)
        : value && typeof value === "object"
          ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, walk(member)]))
          : value;
  return JSON.stringify(walk(JSON.parse(text)));
}

function plant(file: string): number {
  const db = new Database(file);
  let count = 0;
  for (const [table, columns] of Object.entries(TEXTS))
    for (const column of columns) {
      const rows = db
        .prepare(`SELECT rowid AS row, "${column}" AS text FROM "${table}" WHERE "${column}" IS NOT NULL`)
        .all();
      for (const { row, text } of rows as { row: number; text: string }[])
        count += db.prepare(`UPDATE "${table}" SET "${column}" = ? WHERE rowid = ?`).run(planted(text), row).changes;
    }
  db.close();
  return count;
}

describe("what must not be seen", () => {
  let org: FreshOrg;
  let app: Server;
  let said: Said[];
  let umask: number;
  /** What it is → the value that must be found nowhere. */
  const secrets = new Map<string, string>();
  let serving: ReturnType<FreshOrg["start"]>;

  beforeAll(async () => {
    umask = process.umask(0);
    org = await everyOrg();
    let signIn = "";
    app = createServer(({ url }, response) => {
      if (url === "/") return response.writeHead(302, { location: signIn }).end();
      const headers = { "content-type": "text/html", "set-cookie": "sid=\u0085x; SameSite=None" };
      response
        .writeHead(403, headers)
        .end(
          `<title>${ESC}</title><h1>${ESC} access denied ${ESC}</h1><a href="/login?${encodeURIComponent(ESC)}">sign in ${ESC}</a>`,
        );
    });
    await new Promise<void>((resolve) => app.listen(0, resolve));
    const address = `http://localhost:${(app.address() as AddressInfo).port}`;
    const secret = "Canary-of-a-password-1";
    await org.done(["users", "create", "carl@example.com", "--password", secret, "--quiet"]);
    await org.done(`apps edit shop --redirect-uri ${address}/callback --start-url ${address}/ --quiet`);
    await org.done("assign shop --user ada@example.com --quiet");
    await org.done("groups create Sales --quiet");
    const { credentials } = (await org.done("apps show shop --reveal --json")).json<{
      credentials: { clientSecret: string };
    }>();
    const { id } = (await org.done("apps show shop --json=id")).json<{ id: string }>();
    const query = {
      client_id: id,
      redirect_uri: `${address}/callback`,
      response_type: "code",
      scope: "openid",
      state: "s",
    };
    signIn = `${org.origin}/oauth2/v1/authorize?${new URLSearchParams(query)}`;
    secrets.set("password", secret).set("client secret", credentials.clientSecret);
    secrets.set("key of the database", readFileSync(`${org.database}.key`, "utf8").trim());

    serving = org.start("serve");
    await serving.shows(/Ctrl-C/);
    await useEverything(org, secrets, { redirectUri: `${address}/callback`, clientSecret: credentials.clientSecret });
    expect(plant(org.database)).toBeGreaterThan(15);

    const reading = Object.values(LINES).map(([line]) => line?.[0] ?? "");
    const reports = ["json", "junit", "github", "tap"].map((name) =>
      name === "json" ? "test-sso shop --json" : `test-sso shop --reporter ${name}`,
    );
    said = await sayAll(org, [
      ...reading,
      ...reading.filter((line) => !/^test-sso/.test(line)).map((line) => `${line} --json`),
      ...reading.filter((line) => /list|show|logs/.test(line)).map((line) => `${line} --debug --no-color`),
      "apps show wiki",
      "apps show wiki --json",
      "logs --limit 1000",
      "logs --limit 1000 --json",
      "logs --failures",
      ...reports,
      "apps show Nobody --json",
    ]);
  }, 120_000);
  afterAll(async () => {
    process.umask(umask);
    app.close();
    await org[Symbol.asyncDispose]();
  });

  it("was planted, and is found by what looks for it", () => {
    expect(said.some(({ stdout }) => stdout.includes("\\u001b]0;pwned"))).toBe(true);
    const tests = said.filter(({ words }) => words[0] === "test-sso");
    expect(tests.every(({ stdout }) => /callback answered 403: .{0,9}\\.*access denied/.test(stdout))).toBe(true);
    expect(secrets.size).toBeGreaterThan(9);
    for (const [what, value] of secrets) expect(value.length, what).toBeGreaterThan(15);
  });

  it("as an escape sequence reaches no output of any command, nor a line of its own in tables and reports", () => {
    for (const { words, stdout, stderr } of said) {
      expect(HARMFUL.exec(stdout + stderr)?.[0].codePointAt(0), words.join(" ")).toBeUndefined();
      if (/logs|list|test-sso/.test(words.join(" ")) && !words.includes("junit"))
        expect(stdout, words.join(" ")).not.toMatch(/^✔ pwned/m);
    }
  });

  it("as a secret is in no output of any command", () => {
    for (const { words, stdout, stderr } of said)
      for (const [what, value] of secrets)
        expect((stdout + stderr).includes(value), `the ${what} in "${words.join(" ")}"`).toBe(false);
  });

  it("as a secret is not in what serve writes, nor in its log", () => {
    for (const [what, value] of secrets) expect(serving.output().includes(value), what).toBe(false);
  });

  it("as a secret is not in the database in clear, nor in any file beside it but the key's own", () => {
    const files = readdirSync(org.folder, { recursive: true, encoding: "utf8" }).filter((name) =>
      statSync(join(org.folder, name)).isFile(),
    );
    expect(files).toEqual(expect.arrayContaining(["org.db", "org.db-wal", "org.db.key"]));
    for (const name of files) {
      const bytes = readFileSync(join(org.folder, name));
      for (const [what, value] of secrets) {
        if (what === "key of the database" && name === "org.db.key") continue;
        expect(bytes.includes(value), `the ${what} in ${name}`).toBe(false);
      }
    }
  });

  it("lies in files that their owner alone can read, whatever the umask", () => {
    const names = readdirSync(org.folder).filter((name) => name.startsWith("org.db"));
    expect(names).toEqual(expect.arrayContaining(["org.db", "org.db-shm", "org.db-wal", "org.db.key"]));
    for (const name of names) expect((statSync(join(org.folder, name)).mode & 0o777).toString(8), name).toBe("600");
  });

  it("lies in a folder that its owner alone can enter, where the program makes it", async () => {
    const { stdout } = await org.done("apps list --json", {
      env: { APPINT_DB: "", XDG_DATA_HOME: join(org.folder, "data"), HOME: org.folder },
    });

    expect(stdout).toBe("[]\n");
    expect((statSync(join(org.folder, "data/appint")).mode & 0o777).toString(8)).toBe("700");
    for (const name of readdirSync(join(org.folder, "data/appint")))
      expect((statSync(join(org.folder, "data/appint", name)).mode & 0o777).toString(8), name).toBe("600");
  });
});

/** A wrong password, a sign-in by form and by token, a code, tokens, a refusal: all that is secret goes into `secrets`. */
async function useEverything(
  org: FreshOrg,
  secrets: Map<string, string>,
  { redirectUri, clientSecret }: { redirectUri: string; clientSecret: string },
): Promise<void> {
  const store = await openStore({ file: org.database });
  try {
    const current = await currentOrg(store.read);
    const carl = current && (await userByLogin(store.read, current.id, "carl@example.com"));
    const ada = current && (await userByLogin(store.read, current.id, "ada@example.com"));
    if (!current || !carl || !ada) throw new Error("the org is not as it should be");
    for (const key of await keysOf(store.read, current.id)) {
      const line = openKey(store, key).privateKeyPem.split("\n")[5] ?? "";
      secrets.set(`private key ${key.kid}`, line);
    }
    const token = await mintSessionToken(store, { org: current.id, user: ada.id });
    secrets.set("session token", token);

    const browser = new Browser(org.origin);
    const wrong = "Canary-typed-wrongly-2";
    secrets.set("wrong password", wrong);
    await browser.signIn(await browser.get("/login/login.htm"), { username: "carl@example.com", password: wrong });
    const page = await browser.get("/login/login.htm");
    secrets.set("handle of the form", handleOf(page));
    await browser.signIn(page, { username: "carl@example.com", password: secrets.get("password") ?? "" });
    secrets.set("session of carl", browser.cookies.get("idx") ?? "");
    await browser.get(`/login/sessionCookieRedirect?token=${token}`);
    secrets
      .set("session of ada", browser.cookies.get("idx") ?? "")
      .set("cookie of the form", browser.cookies.get("appint_signin") ?? "");

    const client = (await (await fetch(`${org.origin}/.well-known/openid-configuration`)).json()) as {
      token_endpoint: string;
    };
    const id = String((await store.read.get<{ id: string }>("SELECT id FROM app WHERE slug = 'shop'"))?.id);
    const verifier = "Canary-of-a-code-verifier-which-is-long-enough-3";
    const { createHash } = await import("node:crypto");
    const query = new URLSearchParams({
      client_id: id,
      redirect_uri: redirectUri,
      response_type: "code",
      scope: "openid profile email",
      state: "s",
      code_challenge: createHash("sha256").update(verifier).digest("base64url"),
      code_challenge_method: "S256",
    });
    const code = new URL((await browser.get(`/oauth2/v1/authorize?${query}`)).location).searchParams.get("code") ?? "";
    const redeem = (secret: string, sent: string) =>
      fetch(client.token_endpoint, {
        method: "POST",
        body: new URLSearchParams({
          grant_type: "authorization_code",
          code: sent,
          redirect_uri: redirectUri,
          code_verifier: verifier,
          client_id: id,
          client_secret: secret,
        }),
      });
    secrets.set("code", code).set("code verifier", verifier).set("wrong client secret", "Canary-of-a-client-secret-4");
    await redeem("Canary-of-a-client-secret-4", code);
    const tokens = (await (await redeem(clientSecret, code)).json()) as Record<string, string>;
    secrets.set("access token", tokens.access_token ?? "").set("id token", tokens.id_token ?? "");
    await fetch(`${org.origin}/oauth2/v1/userinfo`, { headers: { authorization: `Bearer ${tokens.access_token}` } });
    await browser.get(
      `/oauth2/v1/logout?id_token_hint=${tokens.id_token}&post_logout_redirect_uri=http://nowhere.example/`,
    );
    await redeem(clientSecret, code); // used up
  } finally {
    await store.close();
  }
}
