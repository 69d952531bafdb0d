/** What people type wrongly, and what they are told: test/golden/bad-input.txt reads like a terminal. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { authorize, type SmallApp, smallApp } from "../app-look/small-app.js";
import { type FreshOrg, freePort, freshOrg, normalized } from "./built-cli.js";
import { rowsOf } from "./database-rows.js";
import { golden } from "./golden.js";
import { type Said, sayAll } from "./many-commands.js";
import { corpusFile, metadataServer } from "./metadata-server.js";

const ESC = "\u001b";
const oidc = (...more: string[]) => ["create", "oidc", "--name", "Portal", ...more];
const oidcAt = (uri: string) => oidc("--redirect-uri", uri);
const portal = (...more: string[]) => oidc("--redirect-uri", "http://localhost:3000/callback", ...more);
const saml = (...more: string[]) => ["create", "saml", "--name", "Wiki", ...more];
const wiki = (...more: string[]) => saml("--acs-url", "http://localhost:3000/acs", "--audience", "urn:wiki", ...more);
const metadata = (name: string) => saml("--metadata", corpusFile(name));
const person = (...more: string[]) => ["users", "create", "grace@example.com", ...more];

type Row = [title: string, status: number, words: string | readonly string[]];

/** What cannot be a command, or not this one. */
const usage: Row[] = [
  ["a noun in the singular", 2, "app list"],
  ["a noun with a letter missing", 2, "aps show shop"],
  ["a verb with a letter missing", 2, "apps lst"],
  ["a verb that this noun does not have", 2, "users delete ada@example.com"],
  ["a word that is no command", 2, "frobnicate"],
  ["an empty word", 2, [""]],
  ["help about a topic with a letter missing", 2, "help exit-code"],
  ["help about nothing", 2, "help frobnicate"],
  ["an option in front of every command", 2, "--frob"],
  ["--version with two letters swapped", 2, "--versoin"],
  ["an option with a letter missing", 2, "apps list --limt 3"],
  ["an option that nothing is like", 2, "apps list --frobnicate"],
  ["an option of another command", 2, "apps list --reveal"],
  ["a value for a switch", 2, portal("--pkce=yes")],
  ["an option without its value", 2, "apps list --limit"],
  ["an option given twice", 2, portal("--name", "Other")],
  [
    "a password given twice, which the message keeps to itself",
    2,
    person("--password", "Secret-1", "--password", "Secret-2"),
  ],
  ["a switch put on and off", 2, portal("--pkce", "--no-pkce")],
  ["a word too many", 2, "apps list extra"],
  ["two people where one fits", 2, "users create grace@example.com alan@example.com"],
  ["no app where one is needed", 2, "apps show"],
  ["no login where one is needed", 2, "users create"],
  ["--json of a command without objects", 2, "serve --json"],
  ["--json alone", 2, "--json"],
  ["members of --json as a word of their own", 2, "apps list --json id,slug"],
  ["a member that --json does not have", 2, "apps list --json=id,secret"],
  ["an empty member of --json", 2, "apps list --json=id,,slug"],
];

/** Values that are missing, or not of the right sort. */
const values: Row[] = [
  ["create without a kind", 2, "create"],
  ["create of an unknown kind", 2, "create kerberos"],
  ["create of a kind that is nearly one", 2, "create SAMM"],
  ["oidc without anything: all that is missing at once", 2, "create oidc"],
  ["saml without anything: all that is missing at once", 2, "create saml"],
  ["oidc with a name alone", 2, oidc()],
  ["metadata without a name", 2, ["create", "saml", "--metadata", corpusFile("good-minimal")]],
  ["an empty name", 2, ["create", "oidc", "--name", " ", "--redirect-uri", "http://localhost:3000/callback"]],
  ["a name of 101 characters", 2, ["create", "oidc", "--name", "n".repeat(101), "--redirect-uri", "http://x/"]],
  ["an emoji in a name", 2, ["create", "oidc", "--name", "Portal 😀", "--redirect-uri", "http://x/"]],
  ["an escape sequence in a name", 2, ["create", "oidc", "--name", `${ESC}[31mPortal`, "--redirect-uri", "http://x/"]],
  ["a line end in a name", 2, ["create", "oidc", "--name", "Por\ntal", "--redirect-uri", "http://x/"]],
  ["a URL without a scheme", 2, oidcAt("portal.example/callback")],
  ["a URL without a scheme, on localhost", 2, oidcAt("localhost:3000/callback")],
  ["a URL that begins with slashes", 2, oidcAt("//portal.example/callback")],
  ["a URL without a host", 2, oidcAt("http://")],
  ["a URL with a fragment", 2, oidcAt("http://localhost:3000/#callback")],
  ["a URL with an empty fragment", 2, oidcAt("http://localhost:3000/#")],
  ["a URL with a wildcard", 2, oidcAt("http://*.portal.example/callback")],
  ["a URL that is a script", 2, oidcAt("javascript:alert(1)")],
  ["a URL that is data", 2, oidcAt("data:text/html,hello")],
  ["a URL with a space", 2, oidcAt("http://localhost:3000/call back")],
  ["a URL with a backslash", 2, oidcAt("http://localhost:3000\\callback")],
  ["a URL with an escape sequence", 2, oidcAt(`http://localhost:3000/${ESC}[31m`)],
  ["a URL with a password", 2, oidcAt("http://ada:secret@localhost:3000/callback")],
  ["a URL of 1,025 characters", 2, oidcAt(`http://localhost:3000/${"a".repeat(1003)}`)],
  ["an empty URL", 2, oidcAt("")],
  ["a URL twice", 2, portal("--redirect-uri", "http://localhost:3000/callback")],
  ["an option where a URL is expected", 2, portal("--user-url", "--expect-text")],
  ["an unknown client authentication", 2, portal("--auth-method", "tls_client_auth")],
  ["no secret and no PKCE", 2, portal("--auth-method", "none", "--no-pkce")],
  ["an unknown grant", 2, portal("--grant-type", "password")],
  ["grants without the code", 2, portal("--grant-type", "refresh_token")],
  ["a status that is a word", 2, portal("--expect-status", "ok")],
  ["a status that HTTP does not have", 2, portal("--expect-status", "99")],
  ["an empty text to expect", 2, portal("--expect-text", "")],
  ["a flag of SAML for an OIDC app", 2, portal("--acs-url", "http://localhost:3000/acs")],
  ["a flag of OIDC for a SAML app", 2, wiki("--redirect-uri", "http://localhost:3000/callback")],
  ["metadata for an OIDC app", 2, portal("--metadata", "sp.xml")],
  ["an empty audience", 2, saml("--acs-url", "http://localhost:3000/acs", "--audience", " ")],
  ["a control character in an audience", 2, saml("--acs-url", "http://localhost:3000/acs", "--audience", "urn:\u0001")],
  ["an attribute without an expression", 2, wiki("--attribute", "email")],
  ["an attribute without a name", 2, wiki("--attribute", "=user.email")],
  ["an attribute with a mistyped function", 2, wiki("--attribute", "email=String.toUppercase(user.email)")],
  ["an attribute with half an expression", 2, wiki("--attribute", "email=user.email +")],
  ["an attribute twice", 2, wiki("--attribute", "email=user.email", "--attribute", "email=user.login")],
  ["an escape sequence in an attribute", 2, wiki("--attribute", `${ESC}[31m=user.email`)],
  ["an unknown NameID format", 2, wiki("--name-id-format", "kerberos")],
  ["nothing signed", 2, wiki("--sign", "none")],
  ["an escape sequence in a RelayState", 2, wiki("--default-relay-state", `${ESC}]0;title\u0007`)],
  ["an ACS index too large", 2, wiki("--other-acs-url", "65536=http://localhost:3000/acs2")],
  ["an ACS index twice", 2, wiki("--other-acs-url", "1=http://localhost/b", "--other-acs-url", "1=http://localhost/c")],
  ["an ACS index that is a word", 2, wiki("--other-acs-url", "second=http://localhost:3000/acs2")],
  ["a limit of nothing", 2, "apps list --limit 0"],
  ["a limit too large", 2, "users list --limit 1001"],
  ["a limit that is a word", 2, "logs --limit many"],
  ["a limit under zero", 2, "apps list --limit -1"],
  ["a time that is a word", 2, "logs --since yesterday"],
  ["a day that no calendar has", 2, "logs --since 2026-02-31T25:00:00Z"],
  ["a unit of time that is not known", 2, "logs --since 3y"],
  ["a port of nothing", 2, "serve --port 0"],
  ["a port too large", 2, "serve --port 65536"],
  ["a port that is a word", 2, "serve --port http"],
  ["a time-out that is a word", 2, "test-sso shop --timeout soon"],
  ["an address to wait on without http", 2, "test-sso shop --exec true --wait-on localhost:3000/health"],
  ["an address to wait on that is empty", 2, ["test-sso", "shop", "--exec", "true", "--wait-on", ""]],
  ["waiting for an app that nothing starts", 2, "test-sso shop --wait-on http://localhost:3000/"],
  ["a login that is no address", 2, "users create grace"],
  ["a login with an escape sequence", 2, ["users", "create", `gr${ESC}[1mace@example.com`]],
  ["a first name with an escape sequence", 2, person("--first-name", `Gr${ESC}[1mace`)],
  ["an empty last name", 2, person("--last-name", "")],
  ["a last name of 51 characters", 2, person("--last-name", "n".repeat(51))],
  ["an e-mail address that is none", 2, person("--email", "grace")],
  ["a password of 7 characters", 2, person("--password", "1234567")],
  ["a password from closed standard input", 2, person("--password", "-")],
  ["a password and one to be made", 2, person("--password", "Longer-than-8", "--generate-password")],
  ["an org without a name", 2, "orgs create"],
  ["an org with an empty name", 2, ["orgs", "create", " "]],
  ["an escape sequence in the name of an org", 2, ["orgs", "create", `Ac${ESC}[31mme`]],
  ["an org of which no short name can be made", 2, ["orgs", "create", "日本"]],
  ["an org at an address that is not this machine", 2, "orgs create acme --origin http://192.168.0.1:7700"],
  ["secrets to be sealed without a passphrase", 2, "orgs export --with-secrets"],
  ["secrets with and without", 2, "orgs export --with-secrets --without-secrets"],
  ["a passphrase for no secrets", 2, "orgs export --passphrase-file notes.txt"],
  ["a passphrase in no file", 2, "orgs export --with-secrets --passphrase-file nowhere.txt"],
  ["a passphrase of one word", 2, "orgs export --with-secrets --passphrase-file pin.txt"],
  ["an org's file and JSON on one stream", 2, "orgs export --json"],
  ["an org's file that is a text", 2, "orgs import notes.txt"],
  ["an org's file that is not there", 5, "orgs import nowhere.jsonl"],
  ["an org's file that is a folder", 5, "orgs import a-folder"],
  ["an org's file over a file", 4, "orgs export --output notes.txt"],
  ["nobody to assign", 2, "assign shop"],
  ["nobody to unassign", 2, "unassign shop"],
  ["nobody to make an admin", 2, "orgs admins add"],
  ["an admin in a role that is none", 2, "orgs admins add --user ada@example.com --role aplication-admin"],
  ["the admins of nothing", 2, "orgs admins list shop"],
  ["the last super admin", 4, "orgs admins remove --user admin@example.com"],
  ["a role that nobody has", 4, "orgs admins remove --user ada@example.com"],
  ["one name for a group", 2, "assign shop --group Everyone --username ada"],
  ["a username of blanks", 2, ["assign", "shop", "--user", "ada@example.com", "--username", "  "]],
  ["names of people who have not the app", 4, "apps update-usernames shop --user admin@example.com"],
  ["a preview of an app that gets no assertion", 2, "apps preview shop --user ada@example.com"],
  ["an edit of nothing", 2, "apps edit shop"],
  ["an edit with a flag of another kind", 2, "apps edit shop --acs-url http://localhost:3000/acs"],
  ["an edit that takes away what is needed", 2, "apps edit shop --unset redirect-uri"],
  ["an edit that takes away what nobody knows", 2, "apps edit shop --unset colour"],
  ["an edit that gives and takes away", 2, "apps edit shop --user-url http://localhost:3000/me --unset user-url"],
  ["an edit that leaves neither secret nor PKCE", 2, "apps edit shop --auth-method none"],
];

/** What is not there, is there twice, or is in the wrong state. */
const things: Row[] = [
  ["an app that is almost there", 3, "apps show shpo"],
  ["an app that is not there", 3, "apps show intranet"],
  ["an app with an empty name", 3, ["apps", "show", ""]],
  ["an app whose name is an escape sequence", 3, ["apps", "show", `${ESC}[2J`]],
  ["a name that two apps have", 4, "apps show Twin"],
  ["a framework that is almost there", 2, "apps show shop --for sprng-oidc"],
  ["a framework of the other protocol", 2, "apps show shop --for spring-saml"],
  ["a framework's file as JSON", 2, "apps show shop --for spring-oidc --json"],
  ["a person that is almost there", 3, "users show ad"],
  ["a person that is not there", 3, "users show grace@example.com"],
  ["a person whose name is an escape sequence", 3, ["users", "show", `${ESC}[2J`]],
  ["an org that is not there", 3, "apps list --org acme"],
  ["a group that is not there", 3, person("--group", "Admins")],
  ["a login that is taken", 4, "users create ADA@example.com"],
  ["one of two people is not there", 3, "assign shop --user ada@example.com --user grace@example.com"],
  ["a person who was not assigned", 4, "unassign shop --user admin@example.com"],
  ["one of two people was not assigned", 4, "unassign payroll --user ada@example.com --user admin@example.com"],
  ["an app that is active already", 4, "apps activate shop"],
  ["the log of an app that is not there", 3, "logs --app intranet"],
  ["an app that is to be deleted while it is active", 4, "apps delete shop --yes"],
  ["a deletion that nobody confirms", 2, "apps delete shop --force"],
  ["an app to clone that is almost there", 3, "apps clone shpo"],
  ["a copy with a setting of another kind", 2, "apps clone shop --acs-url http://localhost/acs"],
  ["a copy without what an app cannot do without", 2, "apps clone shop --unset redirect-uri"],
  ["an edit of nothing, tried out", 2, "apps edit shop --dry-run"],
  ["an edit that cannot be, tried out", 2, "apps edit shop --auth-method none --no-pkce --dry-run"],
  ["the connection of an app without provisioning", 4, "provision test payroll"],
  ["the connection of an app that cannot have any", 4, "provision test shop"],
  ["the keys of an app that has none", 4, "keys list shop"],
  ["a certificate that is good for too long", 2, "keys rotate payroll --years 11"],
  ["an app's flag for keys of the org", 2, "keys rotate --activate"],
  ["an authorization server for keys of an app", 2, "keys rotate payroll --server default"],
  ["a key that is not there", 3, "keys rotate payroll --activate --kid nobody"],
  ["a key that has no kid yet", 2, "keys rotate payroll --kid nobody"],
  ["years for a certificate that is there", 2, "keys rotate payroll --activate --years 3"],
  ["keys of an authorization server that is not there", 3, "keys export --server defualt"],
  ["a format of keys with a letter too much", 2, "keys export --format jwkss"],
  ["a format that is no JSON", 2, "keys export --format pem --json"],
  ["scopes of an app that never asks in its own name", 4, "apps grants list payroll"],
  ["a scope of OpenID for an app that speaks for itself", 2, "apps grants add nightly openid"],
  ["a scope that is taken from no app", 3, "apps grants remove nobody reports:read"],
  ["client secrets of an app that has none", 4, "credentials list payroll"],
  ["another client secret for an app that has none", 4, "credentials rotate payroll"],
  ["a client secret that is not there", 3, "credentials activate shop ocsnobody"],
  ["a client secret that nobody names", 2, "credentials deactivate shop"],
  ["a client secret that is in use", 4, "credentials delete shop oldest --yes"],
  ["an org that is almost there", 3, "orgs use defalt"],
  ["the current org deleted, which is the only one", 4, "orgs delete default --yes"],
  ["an org of that name already", 4, "orgs create Default"],
  ["a test of an app that is not there", 3, "test-sso intranet"],
];

/** Metadata that is not an SP's, and places where there is none. */
const metadataRows: Row[] = [
  ["metadata that is cut off", 2, metadata("bad-truncated")],
  ["metadata without an ACS", 2, metadata("bad-no-acs")],
  ["metadata without an entity id", 2, metadata("bad-no-entity-id")],
  ["the metadata of an IdP", 2, metadata("bad-idp-instead-of-sp")],
  ["the metadata of several SPs", 2, metadata("bad-several-sps")],
  ["metadata with a DTD", 2, metadata("bad-dtd")],
  ["metadata that is a web page", 2, metadata("bad-html-sign-in-page")],
  ["metadata that is JSON", 2, metadata("bad-json")],
  ["metadata that is empty", 2, metadata("bad-empty")],
  ["metadata with a script as ACS", 2, metadata("bad-acs-with-script-url")],
  ["metadata in no file", 2, saml("--metadata", "sp.xml")],
  ["metadata that is a folder", 2, saml("--metadata", "a-folder")],
  ["metadata of two megabytes", 2, saml("--metadata", "huge.xml")],
  ["metadata that is named by an empty text", 2, saml("--metadata", "")],
  ["metadata from closed standard input", 2, saml("--metadata", "-")],
  ["metadata by FTP", 2, saml("--metadata", "ftp://wiki.example/metadata")],
];

/** Databases that cannot be used. */
const databases: Row[] = [
  ["a database without a name", 2, ["apps", "list", "--db", ""]],
  ["a database that is a text", 5, "apps list --db notes.txt"],
  ["a database in a folder that is not there", 5, "apps list --db nowhere/org.db"],
  ["a database of another program", 5, "apps list --db other.db"],
];

/** At least one of every command: test/house/every-command.spec.ts counts them. */
const others: Row[] = [
  ["an app to deactivate that is almost there", 3, "apps deactivate shpo"],
  ["a tour with a word too many", 2, "demo oidc"],
  ["a tour with an option of another command", 2, "demo --port 3000"],
  ["a group without a name", 2, "groups create"],
  ["a group with an empty name", 2, ["groups", "create", " "]],
  ["a group with an escape sequence in its name", 2, ["groups", "create", `Sa${ESC}[31mles`]],
  ["a group whose name is taken", 4, "groups create Everyone"],
  ["a group that is almost there", 3, "groups show Everyon"],
  ["a group whose name is an escape sequence", 3, ["groups", "show", `${ESC}[2J`]],
  ["nobody to add to a group", 2, "groups add-member Everyone"],
  ["a member that is not there", 3, "groups add-member Sales --user grace@example.com"],
  ["nobody to take out of a group", 2, "groups remove-member Sales"],
  ["a member of a group that is not there", 3, "groups remove-member Nobody --user ada@example.com"],
  ["a group to delete without saying yes", 2, "groups delete Sales"],
  ["the group of everybody, to delete", 4, "groups delete Everyone --yes"],
  ["a limit of groups that is a word", 2, "groups list --limit many"],
  ["a word too many for doctor", 2, "doctor database"],
  ["a switch of doctor that is almost right", 2, "doctor --fixx"],
  ["a word too many for the list of orgs", 2, "orgs list extra"],
  ["an org to show that is almost there", 3, "orgs show defualt"],
  ["an org to show whose name is an escape sequence", 3, ["orgs", "show", `${ESC}[2J`]],
  ["a sample of an unknown kind", 2, "sample sammle"],
  ["a sample at a port that is none", 2, "sample oidc --port 0"],
  ["a sample into a file", 4, "sample oidc --output notes.txt"],
  ["a folder without a sample", 2, "sample --output shop"],
  ["a report of no format", 2, "test-sso shop --reporter html"],
  ["a report of a format with a letter missing", 2, "test-sso shop --reporter juni"],
  ["a report and JSON at once", 2, "test-sso shop --reporter junit --json"],
  ["a file for a report without a format", 2, "test-sso shop --report out.xml"],
  ["a name for a variable without an equals sign", 2, "test-sso shop --env-map ISSUER"],
  ["a variable whose name the shell does not take", 2, "test-sso shop --env-map ISSUER=1-x"],
  ["a variable for an app that nothing starts", 2, "test-sso shop --env-map COLOUR=APP_COLOUR"],
  ["lines of a .env file and JSON at once", 2, portal("--env", "--json")],
  ["answers from no file", 2, "create --answers nowhere.json"],
  ["answers that are no JSON", 2, "create --answers notes.txt"],
  ["answers that are a folder", 2, "create --answers a-folder"],
  ["a group attribute without a filter", 2, wiki("--group-attribute", "groups")],
  ["a group attribute with half an expression", 2, wiki("--group-attribute", "groups=(")],
  ["a group that an app is not assigned to", 4, "unassign shop --group Sales"],
  ["an app assigned to a group that is not there", 3, "assign shop --group Nobody"],
  ["an org at an address that is not of this machine", 2, "orgs create Acme --origin http://192.0.2.1:7700"],
  ["an org at an address with a path", 2, "orgs create Acme --origin http://127.0.0.1:7790/x"],
  ["the current org, to delete", 4, "orgs delete default --yes"],
  ["an unknown command with --json", 2, "app list --json"],
  ["an option with a secret in front of every command", 2, "--password=Secret-1"],
];

/** Metadata at addresses; `<web>` and `<port>` are known once the tests run. */
const addresses: Row[] = [
  ["metadata at an address that answers 404", 2, saml("--metadata", "<web>/gone")],
  ["metadata at an address that shows a page", 2, saml("--metadata", "<web>/sign-in")],
  ["metadata at an address that never ends", 2, saml("--metadata", "<web>/endless")],
  ["metadata at an address that never answers", 2, saml("--metadata", "<web>/silent")],
  ["metadata at an address that leads to another host", 2, saml("--metadata", "<web>/moved-away")],
  ["metadata at an address that leads round in a circle", 2, saml("--metadata", "<web>/round")],
  ["metadata at an address where nothing listens", 2, saml("--metadata", "http://127.0.0.1:<port>/")],
];

/** Apps to look at, which cannot be, or show no sign-in; `<app>` is one without. */
const running: Row[] = [
  ["a running app without http:// in front", 2, "create --from-url localhost:3000"],
  ["a running app that is named by an empty text", 2, ["create", "--from-url", ""]],
  ["a running app by FTP", 2, "create --from-url ftp://localhost/"],
  ["a running app with a password in its address", 2, "create --from-url http://ada:hunter2@localhost/"],
  ["a running app of an unknown kind", 2, "create kerberos --from-url http://localhost:3000/"],
  ["a running app and a flag that cannot be", 2, ["create", "--name", " ", "--from-url", "<app>/"]],
  ["a running app where nothing listens", 5, ["create", "--from-url", "http://127.0.0.1:<port>/"]],
  ["a running app without single sign-on", 3, ["create", "--from-url", "<app>/"]],
  ["a running app that asks by OIDC, for SAML", 4, ["create", "saml", "--from-url", "<app>/asks-oidc"]],
  [
    "a running app and a flag of SAML for what it asks",
    4,
    ["create", "--acs-url", "http://localhost/acs", "--from-url", "<app>/asks-oidc"],
  ],
  ["a running app whose AuthnRequest is cut off", 2, ["create", "--from-url", "<app>/broken"]],
];

const TABLES: [of: string, rows: Row[]][] = [
  ["command lines", usage],
  ["values", values],
  ["things", things],
  ["metadata", metadataRows],
  ["databases", databases],
  ["other commands", others],
  ["metadata at an address", addresses],
  ["running apps", running],
];

describe("bad input", () => {
  let org: FreshOrg;
  let web: Awaited<ReturnType<typeof metadataServer>>;
  let app: SmallApp;
  let refusing: number;
  let said: Map<string, Said>;
  let rowsBefore: ReturnType<typeof rowsOf>;
  const told = golden("bad-input.txt");

  beforeAll(async () => {
    org = await freshOrg();
    web = await metadataServer();
    app = await smallApp({
      "/": '<title>Shop</title><form method="post"><input name="u"><input name="p" type="password"></form>',
      "/asks-oidc": `→ ${authorize()}`,
      "/broken": "→ https://idp.example.com/sso?SAMLRequest=PHNhbWxwOkF1dGhu",
    });
    refusing = await freePort();
    await org.done("create saml --name Payroll --acs-url http://localhost:3000/acs --audience urn:payroll --quiet");
    await org.done("create api --name Nightly --scope reports:read --quiet");
    for (const name of ["Shop", "Twin", "Twin"])
      await org.done(`create oidc --name ${name} --redirect-uri http://localhost:3000/callback --quiet`);
    for (const app of ["payroll", "shop"]) await org.done(`assign ${app} --user ada@example.com`);
    await mkdir(join(org.folder, "a-folder"));
    await writeFile(
      join(org.folder, "notes.txt"),
      "these are notes, longer than the header of a database is\n".repeat(9),
    );
    await writeFile(join(org.folder, "pin.txt"), "hunter2\n");
    await writeFile(join(org.folder, "huge.xml"), "<x>".repeat(700_000));
    const { default: Database } = await import("better-sqlite3");
    new Database(join(org.folder, "other.db")).exec("CREATE TABLE stamps (id)").close();
    await org.done("groups create Sales --quiet");
    rowsBefore = rowsOf(org.database);
    // One process runs them all: what is told is the same, and a start costs more than a refusal.
    const rows = TABLES.flatMap(([, each]) => each);
    const inPlace = (word: string) =>
      word.replace("<web>", web.url).replace("<app>", app.url).replace("<port>", String(refusing));
    const results = await sayAll(
      org,
      rows.map(([, , words]) => (typeof words === "string" ? words : words.map(inPlace))),
    );
    said = new Map(rows.map(([title], index) => [title, results[index] as Said]));
  }, 90_000);
  afterAll(async () => {
    told.save();
    await web[Symbol.asyncDispose]();
    await app[Symbol.asyncDispose]();
    await org[Symbol.asyncDispose]();
  });

  const check = (title: string, status: number) => {
    const result = said.get(title);
    if (!result) throw new Error(`"${title}" was not run`);

    const names = {
      [org.folder]: "<folder>",
      [web.url]: "<web>",
      [app.url]: "<app>",
      [`${refusing}`]: "<port>",
      [corpusFile("x").slice(0, -5)]: "",
    };
    const seen = normalized(result.stderr, names);
    expect({ status: result.status, stdout: result.stdout, stderr: seen }).toEqual({
      status,
      stdout: "",
      stderr: told.section(title, seen),
    });
    if (seen.startsWith("{")) expect(Object.keys(JSON.parse(seen))).toEqual(["code", "status", "what", "why", "fix"]);
    else expect(seen).toMatch(/^✖ \S.*\n {4}cause {3}\S.*\n {4}fix {5}\S.*\n$/);
    expect(seen, "no control character reaches the terminal").not.toMatch(/(?!\n)\p{Cc}/u);
  };

  describe.each(TABLES)("%s", (_, rows) => {
    it.each(rows)("%s ends with %i", check);
  });

  it("has left nothing half-written", () => {
    expect(rowsOf(org.database)).toEqual(rowsBefore);
  });

  it("is told with every word that the golden file has, and no more", () => {
    expect(told.unused()).toEqual([]);
  });
});
