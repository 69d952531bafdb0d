/** Files that are cut, forged, hostile or of somebody else: one sentence says which line and why, and nothing is written. */
import { appendFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keyOfPassphrase } from "../../src/crypto/passphrase-key.js";
import { importOrg } from "../../src/org-file/import-org.js";
import { appsOfOrg } from "../../src/store/apps.js";
import { insertGroup } from "../../src/store/groups.js";
import { insertOrg, type Org } from "../../src/store/orgs.js";
import { secretsOf } from "../../src/store/secrets.js";
import type { Store } from "../../src/store/store.js";
import { aGroup, anEvent, anOrg } from "../conformance/rows.js";
import { LATER } from "../directory/org.js";
import { everyRow } from "../store/every-table.js";
import { exported, type FileFolder, fileFolder, PASSPHRASE } from "./file.js";
import { makeOrg, type OrgPlan } from "./random-org.js";

type Line = Record<string, unknown> & { type: string };

const person = { first: "Ada", last: "Lovelace", status: "ACTIVE" as const, profile: {}, hasPassword: true };
const oidc = { redirectUris: ["http://localhost:3000/cb"], postLogoutRedirectUris: [], initiateLoginUri: undefined };
const plan: OrgPlan = {
  people: [person, person],
  groups: [{ description: "", members: 2 }],
  apps: [
    {
      label: "Shop",
      kind: {
        id: "oidc",
        values: { ...oidc, authMethod: "client_secret_basic", pkce: true, grantTypes: ["authorization_code"] },
      },
      people: 1,
      active: true,
    },
    {
      label: "Payroll",
      kind: {
        id: "saml",
        values: {
          ...{
            acsUrl: "http://localhost:3000/acs",
            audience: "urn:payroll",
            attributes: [],
            sign: "both",
            otherAcsUrls: [],
          },
          ...{
            nameIdFormat: "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified",
            defaultRelayState: undefined,
          },
        },
      },
      people: 1,
      active: true,
    },
  ],
};

describe("an org's file is refused", () => {
  let folder: FileFolder;
  let store: Store;
  let org: Org;
  let clear: string;
  let sealed: string;
  let rows: ReturnType<typeof everyRow>;

  beforeAll(async () => {
    folder = fileFolder();
    const here = await folder.emptyStore();
    org = await makeOrg(here, plan);
    clear = await exported(here, org);
    sealed = await exported(here, org, { passphrase: PASSPHRASE });
    store = await folder.emptyStore();
    rows = everyRow(store.location);
  });
  afterAll(() => folder[Symbol.asyncDispose]());

  const linesOf = (text: string) => text.trimEnd().split("\n");
  const refusedAs = async (text: string | Buffer, expected: object, passphrase?: string) => {
    const attempt = folder.importText(store, text, { passphrase });
    await expect(attempt).rejects.toMatchObject({ status: 2, ...expected });
    const { what, why } = (await attempt.catch((problem) => problem)) as { what: string; why: string };
    expect((what + why).length, "a hostile text is not repeated at length").toBeLessThan(400);
    expect(what + why).not.toMatch(/\p{Cc}|Invalid|undefined/u);
    expect(everyRow(store.location)).toEqual(rows);
  };

  it.each<[string, (text: string) => string | Buffer, string | RegExp, line: number | ((all: number) => number)]>([
    ["empty", () => "", "it is not the file of an org: it is empty", 1],
    ["no JSON", () => "PK\u0003\u0004 zip", "it is not the file of an org: its first line is not JSON", 1],
    ["a list", () => "[1,2]\n", "the line is not an object", 1],
    ["null", () => "null\n", "the line is not an object", 1],
    [
      "JSON of something else",
      () => '{"name":"appint"}\n',
      'it is not the file of an org: its first line has no "format":"appint-org"',
      1,
    ],
    [
      "begun with a byte order mark",
      (text) => `\ufeff${text}`,
      "it is not the file of an org: its first line is not JSON",
      1,
    ],
    ["UTF-16", (text) => Buffer.from(text, "utf16le"), "it is not the file of an org: its first line is not JSON", 1],
    [
      "not UTF-8",
      (text) => Buffer.concat([Buffer.from(`${linesOf(text)[0]}\n`), Buffer.from([0x7b, 0xff, 0x7d, 0x0a])]),
      "the line is not UTF-8",
      2,
    ],
    [
      "cut in the middle of a line",
      (text) => text.slice(0, text.lastIndexOf('"end"')),
      "the line is not JSON",
      (all) => all,
    ],
    [
      "cut at the end of a line",
      (text) => `${linesOf(text).slice(0, -1).join("\n")}\n`,
      "the end is missing: the file was cut",
      (all) => all,
    ],
    [
      "without one of its lines",
      (text) =>
        linesOf(text)
          .filter((line) => !line.includes('"type":"assignment"'))
          .join("\n"),
      /^it says \d+, and \d+ lines stand before it$/,
      (all) => all - 4,
    ],
    ["longer than its end", (text) => `${text}{}\n`, "there is something behind the end", (all) => all + 1],
    [
      "one endless line",
      (text) => `${linesOf(text)[0]}\n{"type":"user","login":"${"a".repeat(1_100_000)}"}\n`,
      "the line is longer than 1048576 bytes",
      2,
    ],
    [
      "deeper than any org",
      (text) => `${linesOf(text)[0]}\n{"type":"user","profile":${"[".repeat(100_000)}${"]".repeat(100_000)}}\n`,
      "more than 32 objects and lists are inside one another",
      2,
    ],
  ])("that is %s", async (_, change, why, at) => {
    const line = typeof at === "number" ? at : at(linesOf(clear).length);
    await refusedAs(change(clear), {
      code: "ORG_FILE_INVALID",
      why: typeof why === "string" ? why : expect.stringMatching(why),
      what: expect.stringContaining(`, line ${line}`),
    });
  });

  /** Changes the first line of a type, or puts another one behind it. */
  const edited = (text: string, type: string, change: (line: Line) => Line | Line[]) => {
    const lines = linesOf(text).map((line) => JSON.parse(line) as Line);
    const index = lines.findIndex((line) => line.type === type);
    lines.splice(index, 1, ...[change(structuredClone(lines[index]) as Line)].flat());
    return `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`;
  };
  const document =
    (change: (document: { settings: { oauthClient: Line }; credentials?: unknown }) => void) => (app: Line) => {
      const copy = structuredClone(app);
      const oidcApp = copy as unknown as { document: { settings: { oauthClient?: Line } } };
      oidcApp.document.settings.oauthClient ??= { type: "none" };
      change(copy.document as { settings: { oauthClient: Line } });
      return copy;
    };
  const more = (change: object) => (line: Line) => ({ ...line, ...change });

  it.each<[string, string, (line: Line) => Line | Line[], string | RegExp, string | RegExp]>([
    ["a version that is a text", "org", more({ version: "1" }), "version", /it is not/],
    ["no id", "org", ({ id: _, ...line }) => line as Line, "id", "it is missing"],
    ["a short name with a path in it", "org", more({ slug: "../x" }), "slug", "it is not a short name: a-z, 0-9 and -"],
    [
      "an address on another machine",
      "org",
      more({ origin: "http://10.0.0.1:7700" }),
      "origin",
      /it listens on this machine only/,
    ],
    [
      "an address with a slash",
      "org",
      more({ origin: "http://127.0.0.1:7700/" }),
      "origin",
      /scheme, host and port alone/,
    ],
    ["an escape sequence in its name", "org", more({ name: "\u001b[2J" }), "name", "it has a control character in it"],
    ["a type of line that nobody knows", "user", more({ type: "robot" }), "type", 'there are no lines of type "robot"'],
    ["a type that is an object", "user", more({ type: { $gt: "" } }), "type", /there are no lines of type/],
    ["a login that is a number", "user", more({ login: 7 }), "login", "it is not a string"],
    ["a login that is empty", "user", more({ login: "" }), "login", "it is empty"],
    ["a login of 300 characters", "user", more({ login: "a".repeat(300) }), "login", "it has more than 255 characters"],
    ["half a character", "user", more({ firstName: "\ud800" }), "firstName", "it has half a character in it"],
    ["a status that the platform does not have", "user", more({ status: "ROOT" }), "status", /it is not one of/],
    ["a profile that is a list", "user", more({ profile: [] }), "profile", "it is not an object"],
    [
      "a time that no calendar has",
      "user",
      more({ created: "2026-02-31T12:00:00.000Z" }),
      "created",
      "no calendar has that time",
    ],
    ["a time of another form", "user", more({ created: "2026-02-01" }), "created", /it is not a time of the form/],
    [
      "a member that lines do not have",
      "user",
      more({ isAdmin: true }),
      undefined as never,
      /the line has a member isAdmin/,
    ],
    [
      "a secret where there are none",
      "user",
      more({ passwordHash: "scrypt$…" }),
      undefined as never,
      /the line has a member passwordHash/,
    ],
    [
      "an id with another prefix",
      "user",
      more({ id: "00gaaaaaaaaaaaaaaaaa" }),
      "id",
      "it is not an id of the form 00u…",
    ],
    ["an id with SQL in it", "user", more({ id: "00u'; DROP TABLE org" }), "id", /it is not an id/],
    ["a person twice", "user", (line) => [line, line], "id", "the line before has the same"],
    [
      "lines out of order",
      "user",
      (line) => [more({ id: "00uzzzzzzzzzzzzzzzzz", login: "z@example.com" })(line), line],
      "id",
      "lines stand in the order of their ids",
    ],
    [
      "a login twice, but for capitals",
      "user",
      (line) => [more({ id: "00u00000000000000000", login: `${line.login}`.toUpperCase() })(line), line],
      "",
      /another user has the same login/,
    ],
    [
      "a person behind the groups",
      "group",
      (line) => [line, { ...line, type: "user" }],
      undefined as never,
      "a user stands behind a group",
    ],
    [
      "a member of a group that is not there",
      "member",
      more({ group: "00gaaaaaaaaaaaaaaaaa" }),
      "group",
      "no group of this file has the id 00gaaaaaaaaaaaaaaaaa",
    ],
    [
      "a member who is not there",
      "member",
      more({ user: "00uaaaaaaaaaaaaaaaaa" }),
      "user",
      "no user of this file has the id 00uaaaaaaaaaaaaaaaaa",
    ],
    [
      "an assignment to a foreign app",
      "assignment",
      more({ app: "0oaaaaaaaaaaaaaaaaaa" }),
      "app",
      /no app of this file/,
    ],
    [
      "a kind of app that nobody knows",
      "app",
      more({ signOnMode: "MAGIC" }),
      "signOnMode",
      "no kind of integration has the sign-on mode MAGIC",
    ],
    ["a document that is a text", "app", more({ document: "x" }), "document", "it is not an object"],
    [
      "a document without credentials",
      "app",
      document((doc) => delete doc.credentials),
      "document.credentials",
      "it is missing",
    ],
    [
      "tests that test-sso does not have",
      "app",
      more({ tests: { exec: "rm -rf /" } }),
      "tests.exec",
      "test-sso has no such setting",
    ],
    ["tests at no address", "app", more({ tests: { userUrl: "javascript:alert(1)" } }), "tests.userUrl", /./],
    [
      "a secret line",
      "app",
      (line) => [line, { type: "secret" }],
      undefined as never,
      /it is a secret, and the first line says/,
    ],
  ])("with %s", async (_, type, change, member, why) => {
    await refusedAs(edited(clear, type, change), {
      code: "ORG_FILE_INVALID",
      what: expect.stringMatching(
        member ? new RegExp(`line \\d+, ${String(member).replace(".", "\\.")}: `) : /line \d+(, \w+)?: /,
      ),
      why: typeof why === "string" ? why : expect.stringMatching(why),
    });
  });

  it.each<[string, object, string, RegExp]>([
    ["a redirect URI that is a script", { redirect_uris: ["javascript:alert(1)"] }, "redirect_uris", /./],
    ["no redirect URI", { redirect_uris: [] }, "redirect_uris", /at least one is needed/],
    ["redirect URIs that are no list", { redirect_uris: "http://x/" }, "redirect_uris", /it is not a list/],
    ["a switch that is a text", { dpop_bound_access_tokens: "no" }, "dpop_bound_access_tokens", /not a boolean/],
  ])("with an OIDC app that has %s", async (_, change, member, why) => {
    const lines = linesOf(clear).map((line) => JSON.parse(line));
    Object.assign(lines.find((line) => line.signOnMode === "OPENID_CONNECT").document.settings.oauthClient, change);
    await refusedAs(lines.map((line) => JSON.stringify(line)).join("\n"), {
      code: "ORG_FILE_INVALID",
      what: expect.stringContaining(`document.settings.oauthClient.${member}: `),
      why: expect.stringMatching(why),
    });
  });

  /** Takes lines out, changes others, and counts anew. */
  const changed = (text: string, change: (line: Line) => Line | undefined) => {
    const lines = linesOf(text).map((line) => JSON.parse(line) as Line);
    const kept = lines.slice(0, -1).flatMap((line) => change(line) ?? []);
    return [...kept, { type: "end", lines: kept.length }].map((line) => `${JSON.stringify(line)}\n`).join("");
  };
  const idOf = (type: string, name: string) =>
    linesOf(clear)
      .map((line) => JSON.parse(line) as Line)
      .find((line) => line.type === type && line.name === name)?.id;

  it.each<[string, (line: Line) => Line | undefined, string, string | RegExp]>([
    [
      "a group Everyone that is like any other",
      (line) => (line.name === "Everyone" ? { ...line, kind: "OKTA_GROUP" } : line),
      "line 1: ",
      "the org has no built-in group Everyone",
    ],
    [
      "no group Everyone",
      (line) => {
        const id = idOf("group", "Everyone");
        return line.id === id || line.group === id ? undefined : line;
      },
      "line 1: ",
      "the org has no built-in group Everyone",
    ],
    [
      "two built-in groups",
      (line) => (line.name === "Group 0" ? { ...line, kind: "BUILT_IN" } : line),
      ", kind: ",
      "the only built-in group is Everyone",
    ],
    [
      "a person who is not in Everyone",
      (line) => (line.type === "member" && line.group === idOf("group", "Everyone") ? undefined : line),
      "line 2: ",
      "this person is no member of Everyone",
    ],
    [
      "an assignment through a group that does not have the app",
      (line) => (line.type === "group-assignment" ? undefined : line),
      ", scope: ",
      "no group of this person has the app",
    ],
    [
      "an assignment through a group of which the person is no member",
      (line) => (line.type === "member" && line.group === idOf("group", "Group 0") ? undefined : line),
      ", scope: ",
      "no group of this person has the app",
    ],
    [
      "an app of a group that a member does not have",
      (line) => (line.type === "assignment" && line.scope === "GROUP" ? undefined : line),
      ", group: ",
      /^its member 00u\w{17} is not assigned to the app$/,
    ],
    [
      "a person who will be made tomorrow",
      (line) => (line.type === "user" ? { ...line, created: "2026-03-03T12:00:00.000Z" } : line),
      ", created: ",
      /^it is in the future: the clock of this machine says 2026-03-02T12/,
    ],
  ])("with %s", async (_, change, what, why) => {
    await refusedAs(changed(clear, change), {
      code: "ORG_FILE_INVALID",
      what: expect.stringContaining(what),
      why: typeof why === "string" ? why : expect.stringMatching(why),
    });
  });

  it("with an OIDC app under another client id than its own", async () => {
    const app = linesOf(clear)
      .map((line) => JSON.parse(line))
      .find((line) => line.signOnMode === "OPENID_CONNECT");
    const text = clear.replace(`"client_id":"${app.id}"`, '"client_id":"0oaaaaaaaaaaaaaaaaaa"');
    await refusedAs(text, { code: "ORG_FILE_INVALID", why: "it is not the id of the app" });
  });

  it("of a newer format, with the way to read it", async () => {
    await refusedAs(edited(clear, "org", more({ version: 2, anything: [1] })), {
      code: "ORG_FILE_NEWER",
      why: "its format has version 2, this appint knows 1",
    });
  });

  describe("with sealed secrets", () => {
    it.each<[string, (text: string) => string, string | undefined, string]>([
      ["and no passphrase", (text) => text, undefined, "PASSPHRASE_NEEDED"],
      ["and another passphrase", (text) => text, "correct horse batterz", "PASSPHRASE_WRONG"],
      [
        "and one letter changed in clear",
        (text) => text.replace('"lastName":"Lovelace"', '"lastName":"Lovelady"'),
        PASSPHRASE,
        "ORG_FILE_ALTERED",
      ],
      [
        "and a line taken out and counted",
        (text) =>
          linesOf(text)
            .filter((line) => !/"type":"member"/.test(line))
            .join("\n")
            .replace(/"lines":\d+/, '"lines":12'),
        PASSPHRASE,
        "ORG_FILE_ALTERED",
      ],
      ["and no proof at its end", (text) => text.replace(/,"mac":"[^"]+"/, ""), PASSPHRASE, "ORG_FILE_ALTERED"],
      [
        "and a cost that would eat the memory",
        (text) => text.replace('"log2N":10', '"log2N":30'),
        PASSPHRASE,
        "ORG_FILE_INVALID",
      ],
      [
        "and the salt of nobody",
        (text) => text.replace(/"salt":"[^"]+"/, '"salt":"AAAAAAAAAAAAAAAAAAAAAA"'),
        PASSPHRASE,
        "PASSPHRASE_WRONG",
      ],
    ])("%s", async (_, change, passphrase, code) => {
      await refusedAs(change(sealed), { code }, passphrase);
    });

    /** What only somebody with the passphrase can do: another file with a proof that fits. */
    async function proven(change: (lines: Line[]) => void): Promise<string> {
      const lines = linesOf(sealed).map((line) => JSON.parse(line) as Line);
      change(lines);
      const { check: _, ...derivation } = (lines[0] as Line).secrets as {
        check: string;
        kdf: "scrypt";
        log2N: number;
        r: 8;
        p: 1;
        salt: string;
      };
      const mac = (await keyOfPassphrase(PASSPHRASE, derivation)).mac();
      const body = lines.slice(0, -1).map((line) => `${JSON.stringify(line)}\n`);
      for (const line of body) mac.update(line);
      return `${body.join("")}${JSON.stringify({ type: "end", lines: body.length, mac: mac.digest() })}\n`;
    }
    const ofType = (lines: Line[], type: string) => lines.filter((line) => line.type === type);

    it("that were put in each other's place", async () => {
      const text = await proven((lines) => {
        const [ada, bob] = ofType(lines, "user") as [Line, Line];
        [ada.passwordHash, bob.passwordHash] = [bob.passwordHash, ada.passwordHash];
      });
      const why = "it does not open here: it was sealed for another place";
      await refusedAs(text, { code: "ORG_FILE_INVALID", why }, PASSPHRASE);
    });

    it("and a public key that is not theirs", async () => {
      const text = await proven((lines) => {
        (ofType(lines, "key")[0] as { publicJwk: object } & Line).publicJwk = { kty: "RSA", n: "AQAB", e: "AQAB" };
      });
      const why = "it is not the key of this public key and certificate";
      await refusedAs(text, { code: "ORG_FILE_INVALID", why }, PASSPHRASE);
    });

    it.each([
      ["client secret", (line: Line) => line.type === "secret", "the app has no client secret in this file"],
      [
        "key that signs",
        (line: Line) => line.type === "key" && line.app !== null,
        "the app has no active key in this file",
      ],
    ])("and an app without its %s", async (_, isTaken, why) => {
      const text = await proven((lines) => {
        lines.splice(0, lines.length, ...lines.filter((line) => !isTaken(line)));
      });
      const what = expect.stringMatching(/, line \d+: /);
      await refusedAs(text, { code: "ORG_FILE_INVALID", what, why }, PASSPHRASE);
    });

    it("and an app whose secrets are all inactive; what older files do not say of a secret is that it is active", async () => {
      const why = "the app has no client secret in this file";
      const inactive = await proven((lines) => {
        for (const secret of ofType(lines, "secret")) secret.status = "INACTIVE";
      });
      await refusedAs(inactive, { code: "ORG_FILE_INVALID", why }, PASSPHRASE);

      const older = await proven((lines) => {
        for (const secret of ofType(lines, "secret")) {
          delete secret.status;
          delete secret.lastUpdated;
        }
      });
      await using folder = fileFolder();
      const there = await folder.emptyStore();
      const { org } = await folder.importText(there, older, { passphrase: PASSPHRASE });
      const kept = await Promise.all(
        (await appsOfOrg(there.read, org.id)).rows.map(({ id }) => secretsOf(there.read, id, "client_secret")),
      );
      expect(kept.flat().length).toBeGreaterThan(0);
      for (const secret of kept.flat()) expect(secret).toMatchObject({ status: "ACTIVE", lastUpdated: secret.created });
    });

    it("and two keys that both sign for one app", async () => {
      const text = await proven((lines) => {
        for (const key of ofType(lines, "key")) Object.assign(key, { app: null, purpose: "id-token" });
      });
      const why = expect.stringMatching(
        /another key has the same active id-token key of the org|sealed for another place/,
      );
      await refusedAs(text, { code: "ORG_FILE_INVALID", why }, PASSPHRASE);
    });
  });
});

describe("an import that the database cannot take", () => {
  let folder: FileFolder;
  let org: Org;
  let text: string;
  beforeAll(async () => {
    folder = fileFolder();
    const here = await folder.emptyStore();
    org = await makeOrg(here, { ...plan, apps: [] });
    text = await exported(here, org);
  });
  afterAll(() => folder[Symbol.asyncDispose]());

  const into = async (other: Partial<Org>, group?: { id: string }) => {
    const store = await folder.emptyStore();
    const made = anOrg({ origin: "http://127.0.0.1:7701", ...other });
    await store.write(async (tx) => {
      await insertOrg(tx, made);
      if (group) await insertGroup(tx, aGroup(made.id, group));
      await tx.record(anEvent(made.id));
    });
    return store;
  };

  it.each<[string, Partial<Org>, object]>([
    ["has the org", {}, { code: "ORG_PRESENT", status: 4 }],
    [
      "has another org of that short name",
      { slug: "acme" },
      { code: "ORG_SLUG_TAKEN", status: 4, fix: 'give it another name: --name "acme 2"' },
    ],
    ["has an org at that address", { origin: "http://localhost:7700" }, { code: "ORIGIN_TAKEN", status: 4 }],
  ])("since it %s writes nothing", async (title, other, problem) => {
    const store = await into(title === "has the org" ? { id: org.id } : other);
    const before = everyRow(store.location);
    await expect(folder.importText(store, text)).rejects.toMatchObject(problem);
    expect(everyRow(store.location)).toEqual(before);
  });

  it("since one id of the middle belongs to another org is undone from its first row on", async () => {
    const id = /"type":"group","id":"([^"]+)"/.exec(text)?.[1] ?? "";
    const store = await into({}, { id });
    const before = everyRow(store.location);
    await expect(folder.importText(store, text)).rejects.toMatchObject({ code: "ORG_IDS_TAKEN", status: 4 });
    expect(everyRow(store.location)).toEqual(before);
  });

  it("of a file that changes between the check and the write is undone", async () => {
    const store = await folder.emptyStore();
    writeFileSync(folder.path("org.jsonl"), text);
    const open = async (): Promise<Store> => ({
      ...store,
      write: (work) => {
        appendFileSync(folder.path("org.jsonl"), "{}\n");
        return store.write(work);
      },
    });
    await expect(importOrg(open, folder.path("org.jsonl"), {}, LATER)).rejects.toMatchObject({
      code: "ORG_FILE_CHANGED",
      status: 4,
    });
    expect(everyRow(store.location).org).toEqual([]);
  });

  it.each([
    ["is not there", "nowhere.jsonl", "there is no such file"],
    ["is a folder", ".", "it is read twice, so it must be a file, and no folder or pipe"],
    ["is a device", "/dev/null", "it is read twice, so it must be a file, and no folder or pipe"],
  ])("of a file that %s opens no database", async (_, name, why) => {
    const open = () => Promise.reject(new Error("opened"));
    const file = name.startsWith("/") ? name : folder.path(name);
    await expect(importOrg(open, file, {}, LATER)).rejects.toMatchObject({
      code: "ORG_FILE_UNREADABLE",
      status: 5,
      why,
    });
  });
});
