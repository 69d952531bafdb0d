/** The name under which a person is known to an app. */
import type { App } from "../store/apps.js";
import type { User } from "../store/users.js";

/**
 * The app username by the app's format.
 *
 * @throws Error for a format that cannot be set up yet: only the platform's default, the login, can
 */
export function usernameFor(app: App, user: User): string {
  const { template } = app.document.credentials.userNameTemplate as { template: string };
  if (template === "${source.login}") return user.login;
  throw new Error(`no rule for the username template ${template}`);
}
