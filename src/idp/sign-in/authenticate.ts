/** Who is it? A name and a password judged, without telling by words or time which of the two was wrong. */
import { verifyPassword } from "../../crypto/password.js";
import { runById } from "../../store/runs.js";
import type { Store } from "../../store/store.js";
import { passwordHashOf, type User, userByLogin } from "../../store/users.js";

export type Authentication =
  | { user: User }
  | { refused: "INVALID_CREDENTIALS" | "LOCKED_OUT" | "VERIFICATION_ERROR"; text: string; user?: User };

/**
 * Judges a password form.
 *
 * @param run the run that opened this sign-in: its test user may use the password of the run, here and nowhere else
 */
export async function authenticate(
  store: Store,
  { org, login, password, run, now }: { org: string; login: string; password: string; run: string | null; now: Date },
): Promise<Authentication> {
  const user = await userByLogin(store.read, org, login.trim());
  const hash = user ? await passwordHashOf(store.read, user.id) : null;
  // The run's own password first: it is cheap to check, and then the costly one need not be asked.
  const accepted =
    (await isPasswordOfRun(store, { user, password, run, now })) || (await verifyPassword(password, hash));

  if (!user || !accepted) return { refused: "INVALID_CREDENTIALS", text: unable, user };
  return statusRefusal(user) ?? { user };
}

/** Why a person with the right password still cannot come in, in the platform's words; undefined for ACTIVE. */
export function statusRefusal(user: User): Extract<Authentication, { refused: string }> | undefined {
  if (user.status === "ACTIVE") return undefined;
  if (user.status === "LOCKED_OUT") {
    return { refused: "LOCKED_OUT", text: "Your account is locked. Please contact your administrator.", user };
  }
  if (user.status === "PASSWORD_EXPIRED") {
    return {
      refused: "VERIFICATION_ERROR",
      text: "Your password has expired. Please contact your administrator.",
      user,
    };
  }
  return { refused: "VERIFICATION_ERROR", text: unable, user };
}

/** The same for an unknown user, a wrong password and a user that is suspended: the page tells nobody who exists. */
export const unable = "Unable to sign in";

async function isPasswordOfRun(
  store: Store,
  { user, password, run, now }: { user: User | undefined; password: string; run: string | null; now: Date },
): Promise<boolean> {
  if (!run) return false;
  const found = await runById(store.read, run, now);
  const applies = user !== undefined && found?.testUser === user.id;
  return applies && found.passwordHash !== null && (await verifyPassword(password, found.passwordHash));
}
