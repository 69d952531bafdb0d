/** The org in which the examples of every command can be typed as they stand. */
import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { authorize, smallApp } from "../app-look/small-app.js";
import type { FreshOrg } from "./built-cli.js";
import { corpusFile } from "./metadata-server.js";

/** Three apps, one person assigned, metadata and answers beside them. @param app where the apps of the examples live */
export async function makeExampleOrg(org: FreshOrg, app = "http://localhost:3000"): Promise<void> {
  await copyFile(corpusFile("good-minimal"), join(org.folder, "sp-metadata.xml"));
  await writeFile(join(org.folder, "answers.json"), `{"kind":"oidc","name":"Portal","redirect-uri":"${app}/callback"}`);
  await org.done(`create saml --name Payroll --acs-url ${app}/saml/acs --audience urn:payroll --quiet`);
  await org.done(`create oidc --name Shop --redirect-uri ${app}/callback --quiet`);
  await org.done("create api --name Nightly --scope okta.users.read --quiet");
  await org.done("assign payroll --user ada@example.com");
}

/** What must have been typed before an example of this command: words behind `appint`. */
export function linesBefore(command: string, example: string): string[] {
  const lines: string[] = [];
  if (command === "apps activate") lines.push("apps deactivate payroll");
  if (/^orgs (use|show|delete)$/.test(command)) lines.push("orgs create Staging --quiet", "orgs use default --quiet");
  if (command === "orgs import") {
    lines.push("orgs create Staging --quiet", "orgs export --output acme.jsonl --quiet", "orgs use default --quiet");
    lines.push("orgs delete staging --yes --quiet");
  }
  if (command === "provision test")
    lines.push(
      "apps edit payroll --scim-auth header --scim-token s3cr3t --provisioning scim --scim-base-url http://localhost:3999/scim/v2",
    );
  if (command === "apps update-usernames") lines.push("apps edit payroll --username-format email-prefix");
  if (/^credentials (activate|deactivate|delete)$/.test(command)) lines.push("credentials rotate shop");
  if (/^credentials (activate|delete)$/.test(command)) lines.push("credentials deactivate shop oldest");
  if (command === "orgs admins remove")
    lines.push("orgs admins add --user ada@example.com", "orgs admins add --user ada@example.com --role app-admin");
  if (command === "assign") lines.push("unassign payroll --user ada@example.com");
  if (example.includes("Engineering")) lines.push("groups create Engineering");
  if (command === "groups remove-member") lines.push("groups add-member Engineering --user ada@example.com");
  if (example.startsWith("appint unassign payroll --group")) lines.push("assign payroll --group Engineering");
  if (example.includes(" timesheet "))
    lines.push("create swa --name Timesheet --login-url http://127.0.0.1:9/login --quiet");
  return lines;
}

/** The words of an example, and the app that runs at the address in it where it looks at one. */
export async function typedBeside(example: string): Promise<{ words: string[] } & AsyncDisposable> {
  const words = wordsOf(example);
  if (!words.includes("--from-url")) return { words, [Symbol.asyncDispose]: async () => {} };
  const app = await smallApp({ "/": `→ ${authorize()}` });
  const inPlace = words.map((word) => word.replace("http://localhost:3000", app.url)); // the example's own may be taken
  return { words: inPlace, [Symbol.asyncDispose]: () => app[Symbol.asyncDispose]() };
}

/** `appint x "a b" 'c'` as words behind `appint`. */
export const wordsOf = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)]
    .map(([, double, single, bare]) => double ?? single ?? bare ?? "")
    .slice(1);
