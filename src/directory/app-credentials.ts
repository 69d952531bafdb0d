/** The password that a person has for an app which keeps a login of its own: sealed, and gone with the assignment. */
import type { App } from "../store/apps.js";
import { type Assignment, assignmentOf, updateAssignment } from "../store/assignments.js";
import type { LogEvent } from "../store/log-events.js";
import { deleteSecret, insertSecret, type Secret, secretsOf } from "../store/secrets.js";
import type { OrgWriter, Store } from "../store/store.js";
import type { EventType } from "../system-log/event-types.js";
import { sealedSecret } from "./app-secret.js";
import { assignmentGone } from "./problems.js";

/** What the secret is for; its owner is the assignment. */
const APP_PASSWORD = "appPassword";

/** The password in clear, or undefined where none is kept. @throws Problem when it cannot be unsealed */
export async function appPasswordOf(store: Store, assignment: Assignment): Promise<string | undefined> {
  const [kept] = await secretsOf(store.read, assignment.id, APP_PASSWORD);
  return kept && store.unseal(kept.sealed);
}

/**
 * Keeps the password that a person has for the app, in place of another one, and the name where one is given.
 *
 * @param event makes the log's event of a type: who has set it is known to whoever calls
 * @throws Problem ASSIGNMENT_GONE when the person does not have the app any more
 */
export async function keepAppCredentials(
  store: Store,
  app: App,
  user: { id: string },
  { username, password }: { username?: string; password: string },
  { now, event }: { now: Date; event: (type: EventType) => LogEvent },
): Promise<Assignment> {
  const sealed = sealedAppPassword(store, app, password, now);
  return await store.write(async (tx: OrgWriter) => {
    const present = await assignmentOf(tx, app.id, user.id);
    if (!present) throw assignmentGone(app);
    const assignment = { ...present, username: username ?? present.username };
    if (assignment.username !== present.username) {
      await updateAssignment(tx, assignment);
      await tx.record(event("application.user_membership.change_username"));
    }
    await replaceAppPassword(tx, present, sealed);
    await tx.record(event("application.user_membership.change_password"));
    return assignment;
  });
}

/** A password that is not kept yet: sealed before the write that keeps it. */
export const sealedAppPassword = (store: Pick<Store, "seal">, app: App, password: string, now: Date): Secret =>
  sealedSecret(store, app, APP_PASSWORD, password, now);

/** Inside the write of a greater change, which records the event. */
export async function replaceAppPassword(tx: OrgWriter, assignment: Assignment, sealed: Secret): Promise<void> {
  for (const { id } of await secretsOf(tx, assignment.id, APP_PASSWORD)) await deleteSecret(tx, id);
  await insertSecret(tx, { ...sealed, owner: assignment.id });
}
