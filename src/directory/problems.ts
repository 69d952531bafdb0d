/** What the rules of the directory refuse, in words for people. */
import { Problem } from "../problem.js";
import type { App } from "../store/apps.js";
import type { Org } from "../store/orgs.js";
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

export const orgNotFound = (typed: string, nearest: readonly string[]) =>
  new Problem(
    "ORG_NOT_FOUND",
    3,
    `There is no org "${typed}"`,
    nearest.length > 0
      ? `the nearest are: ${nearest.join(", ")}`
      : "no org of this database has such an id, slug or name",
    "appint orgs list",
  );

export const orgInvalid = (name: string, why: string) =>
  new Problem("ORG_INVALID", 2, `"${name}" cannot be the name of an org`, why, 'appint orgs create "Acme Staging"');

export const originTaken = (origin: string, holder: Org, free: string) =>
  new Problem(
    "ORIGIN_TAKEN",
    4,
    `${origin} is the address of the org ${holder.slug}`,
    "two identity providers cannot share one port, and each keeps its own for good",
    `use another one: ${free}`,
  );

export const onlyOrg = (org: Org) =>
  new Problem(
    "ONLY_ORG",
    4,
    `${org.slug} is the only org of this database`,
    "a database always has an org to work in; nothing was deleted",
    "make another one first: appint orgs create <name>; or remove the database file",
  );

export const orgIsCurrent = (org: Org, other: Org) =>
  new Problem(
    "ORG_IS_CURRENT",
    4,
    `${org.slug} is the current org`,
    "every command works on it unless told otherwise; nothing was deleted",
    `work in another org first: appint orgs use ${other.slug}`,
  );

export const appStillActive = ({ label, slug }: App) =>
  new Problem(
    "APP_ACTIVE",
    4,
    `${label} is active: application deletion is forbidden`,
    "the application must be deactivated before it is deleted (the platform's error E0000056)",
    `appint apps deactivate ${slug}, or both at once: appint apps delete ${slug} --force`,
  );
