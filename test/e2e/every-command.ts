/**
 * Lines of every command, for what holds for all of them: the first of each succeeds where it can, the others need an
 * answer that nobody gives, or something that is not there. `set up` of both specs is `everyOrg`.
 */
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { type FreshOrg, usedOrg } from "./built-cli.js";
import { corpusFile } from "./metadata-server.js";

/** By the command's words; `serve` runs until it is stopped and `demo` for seconds: they have specs of their own. */
export const LINES: Record<string, [line: string, status: number][]> = {
  "apps list": [["apps list", 0]],
  "apps show": [
    ["apps show shop", 0],
    ["apps show nobody", 3],
  ],
  "apps preview": [
    ["apps preview shop --user ada@example.com", 2],
    ["apps preview nobody --user ada@example.com", 3],
  ],
  "apps edit": [
    ["apps edit shop --user-url http://localhost:3000/me", 0],
    ["apps edit shop", 2],
  ],
  "apps update-usernames": [
    ["apps update-usernames shop", 0],
    ["apps update-usernames nobody", 3],
  ],
  "apps clone": [
    ["apps clone shop", 0],
    ["apps clone", 2],
  ],
  "apps activate": [["apps activate shop", 4]],
  "apps deactivate": [
    ["apps deactivate wiki", 0],
    ["apps deactivate nobody", 3],
  ],
  "apps delete": [["apps delete shop", 4]],
  create: [
    ["create oidc --name Portal --redirect-uri http://localhost/cb", 0],
    ["create", 2],
    ["create oidc", 2],
    ["create saml --metadata sp.xml", 2],
  ],
  "users create": [
    ["users create alan@example.com --generate-password", 0],
    ["users create", 2],
    ["users create ada@example.com", 4],
    ["users create grace@example.com --password -", 2],
  ],
  "users list": [["users list", 0]],
  "users show": [
    ["users show ada@example.com", 0],
    ["users show nobody", 3],
  ],
  "apps grants list": [
    ["apps grants list nightly", 0],
    ["apps grants list wiki", 4],
  ],
  "apps grants add": [
    ["apps grants add nightly reports:read", 0],
    ["apps grants add nightly openid", 2],
  ],
  "apps grants remove": [
    ["apps grants remove nightly reports:read", 0],
    ["apps grants remove nobody reports:read", 3],
  ],
  "provision test": [["provision test wiki", 4]],
  "credentials list": [
    ["credentials list shop", 0],
    ["credentials list wiki", 4],
  ],
  "credentials rotate": [
    ["credentials rotate shop", 0],
    ["credentials rotate wiki", 4],
  ],
  "credentials activate": [
    ["credentials activate shop oldest", 4],
    ["credentials activate shop", 2],
  ],
  "credentials deactivate": [
    ["credentials deactivate shop ocs-unknown", 3],
    ["credentials deactivate shop", 2],
  ],
  "credentials delete": [
    ["credentials delete shop oldest", 4],
    ["credentials delete shop", 2],
  ],
  doctor: [
    ["doctor", 0],
    ["doctor --mend", 2],
  ],
  "groups list": [["groups list", 0]],
  "groups create": [
    ["groups create Sales", 0],
    ["groups create", 2],
  ],
  "groups show": [
    ["groups show Everyone", 0],
    ["groups show nobody", 3],
  ],
  "groups add-member": [
    ["groups add-member Sales --user ada@example.com", 0],
    ["groups add-member Sales", 2],
  ],
  "groups remove-member": [
    ["groups remove-member Sales --user ada@example.com", 0],
    ["groups remove-member Sales", 2],
  ],
  "groups delete": [["groups delete Sales", 2]],
  "keys list": [
    ["keys list", 0],
    ["keys list shop", 4],
  ],
  "keys rotate": [
    ["keys rotate", 0],
    ["keys rotate nobody", 3],
    ["keys rotate --years 3", 2],
  ],
  "keys export": [
    ["keys export", 0],
    ["keys export wiki --format der", 2],
  ],
  "orgs create": [
    ["orgs create Acme", 0],
    ["orgs create", 2],
  ],
  "orgs list": [["orgs list", 0]],
  "orgs show": [["orgs show default", 0]],
  "orgs use": [
    ["orgs use default", 0],
    ["orgs use nobody", 3],
  ],
  "orgs delete": [["orgs delete acme", 2]],
  "orgs export": [
    ["orgs export", 0],
    ["orgs export --with-secrets", 2],
  ],
  "orgs import": [["orgs import nowhere.jsonl", 5]],
  "orgs admins list": [["orgs admins list", 0]],
  "orgs admins add": [
    ["orgs admins add --user ada@example.com", 0],
    ["orgs admins add", 2],
  ],
  "orgs admins remove": [
    ["orgs admins remove --user ada@example.com --role report-admin", 4],
    ["orgs admins remove", 2],
  ],
  assign: [
    ["assign shop --user ada@example.com", 0],
    ["assign shop", 2],
  ],
  unassign: [
    ["unassign shop --user admin@example.com", 4],
    ["unassign shop", 2],
  ],
  logs: [["logs", 0]],
  sample: [
    ["sample", 0],
    ["sample swa", 2],
  ],
  "test-sso": [
    ["test-sso shop", 5],
    ["test-sso", 2],
    ["test-sso nobody", 3],
  ],
};

/** Answered by the launcher and the help, without a command. */
export const HELP: [line: string, status: number][] = [
  ["", 0],
  ["--help", 0],
  ["help exit-codes", 0],
  ["apps", 0],
  ["app list", 2],
];

/** An org with what the lines name. The app's address is a port where nobody listens. */
export async function everyOrg(): Promise<FreshOrg> {
  const org = await usedOrg();
  await copyFile(corpusFile("good-minimal"), join(org.folder, "sp.xml"));
  await org.done(`create oidc --name Shop --redirect-uri http://localhost:${org.port - 1}/callback --quiet`);
  await org.done("create saml --name Wiki --acs-url http://localhost:3000/acs --audience urn:wiki --quiet");
  await org.done("create api --name Nightly --quiet");
  return org;
}
