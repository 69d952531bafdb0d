/** What the app cannot work with although everybody is assigned: said where names are given. */
import { isDeepStrictEqual } from "node:util";
import type { App } from "../../store/apps.js";
import type { Reader } from "../../store/driver.js";
import type { Output } from "./output.js";

const SHOWN = 5;

/** Warns of people who have the app without a name in it, and of names that several people have. */
export async function warnOfUsernames(db: Reader, app: App, output: Output): Promise<void> {
  const { oddUsernames } = await import("../../store/assignments.js");
  const { missing, shared } = await oddUsernames(db, app.id, SHOWN + 1);
  const [first] = missing;
  if (first !== undefined)
    output.warn(
      `No username in ${app.label}, so no sign-in: ${listOf(missing)}. Type it: appint assign ${app.slug} --user ${first} --username <name>`,
    );
  if (shared.length > 0)
    output.warn(
      `The same username for several people, whom ${app.label} cannot tell apart: ${listOf(shared.map(({ username, people }) => `${username} (${people})`))}`,
    );
}

/** Says after an edit that those who are assigned keep their names, where the format is another one now. */
export async function noteNamesKept(db: Reader, before: App, after: App, output: Output): Promise<void> {
  const { usernameTemplateOf } = await import("../../directory/username.js");
  const { assignmentsOfApp } = await import("../../store/assignments.js");
  if (isDeepStrictEqual(usernameTemplateOf(before), usernameTemplateOf(after))) return;
  const { rows } = await assignmentsOfApp(db, after.id, { limit: 1 });
  if (rows.length > 0 && usernameTemplateOf(after).type !== "NONE")
    output.note(
      `Who is assigned keeps the name of before; to apply the format: appint apps update-usernames ${after.slug}`,
    );
}

const listOf = (names: readonly string[]): string =>
  names.slice(0, SHOWN).join(", ") + (names.length > SHOWN ? ", …" : "");
