/** What the rules of the directory refuse, in words for people. */
import { Problem } from "../problem.js";
import type { App } from "../store/apps.js";
import type { User } from "../store/users.js";

export const alreadyInStatus = ({ label, slug, status }: App) =>
  new Problem(
    "APP_STATUS",
    4,
    `${label} is ${status.toLowerCase()} already`,
    "there is nothing to change",
    `appint apps show ${slug}`,
  );

export const appChanged = ({ label, slug }: App) =>
  new Problem(
    "APP_CHANGED",
    4,
    `${label} was changed by somebody else at the same moment`,
    "writing this change too would undo theirs; nothing was changed",
    `look at it, then run the command again: appint apps show ${slug}`,
  );

export const inactiveUser = ({ login, status }: User) =>
  new Problem(
    "USER_INACTIVE",
    4,
    `${login} cannot be assigned: the status is ${status}`,
    "the platform assigns only people who can sign in (its error E0000117)",
    "assign somebody else: appint users list",
  );

export const notAssigned = (app: App, user: User) =>
  new Problem(
    "NOT_ASSIGNED",
    4,
    `${user.login} is not assigned to ${app.label}`,
    "so there is nothing to take away; nothing was changed",
    `appint apps show ${app.slug}`,
  );

export const userInvalid = (login: string, why: string) =>
  new Problem(
    "USER_INVALID",
    2,
    `"${login}" cannot be created`,
    why,
    "appint users create ada@example.com --first-name Ada --last-name Lovelace",
  );

export const groupNotFound = (name: string) =>
  new Problem(
    "GROUP_NOT_FOUND",
    3,
    `There is no group "${name}"`,
    "no group of this org has that name",
    "leave --group out",
  );

export const appNotFound = (typed: string, nearest: readonly string[]) =>
  new Problem(
    "APP_NOT_FOUND",
    3,
    `There is no app "${typed}"`,
    nearest.length > 0 ? `the nearest are: ${nearest.join(", ")}` : "no app of this org has such an id, slug or name",
    "appint apps list",
  );

export const appAmbiguous = (typed: string, slugs: readonly string[]) =>
  new Problem(
    "APP_AMBIGUOUS",
    4,
    `"${typed}" names ${slugs.length} apps`,
    `these have that name: ${slugs.join(", ")}`,
    `use the slug: ${slugs[0]}`,
  );

export const userNotFound = (typed: string, nearest: readonly string[]) =>
  new Problem(
    "USER_NOT_FOUND",
    3,
    `There is no person "${typed}"`,
    nearest.length > 0 ? `the nearest are: ${nearest.join(", ")}` : "no person of this org has such an id or login",
    nearest.length === 0 && /^[\w.+-]+(@[\w.-]+)?$/.test(typed)
      ? `appint users list, or make them: appint users create ${typed.includes("@") ? typed : `${typed}@example.com`}`
      : "appint users list",
  );
