/** What the rules of the directory refuse, in words for people. */
import { Problem } from "../problem.js";
import type { App } from "../store/apps.js";
import type { Group } from "../store/groups.js";
import type { Org } from "../store/orgs.js";
import type { User } from "../store/users.js";
import { groupWord, isPlainWord } from "./group-word.js";

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

const typeIt = (app: App, user: User) => `appint assign ${app.slug} --user ${user.login} --username <name>`;

export const usernameNeeded = (app: App, user: User) =>
  new Problem(
    "USERNAME_NEEDED",
    2,
    `${user.login} needs a username in ${app.label}`,
    "the app's username format is None: the admin types the name of each person; nothing was changed",
    typeIt(app, user),
  );

/** @param why what the format makes of the person's profile, as a clause */
export const usernameUnusable = (app: App, user: User, why: string) =>
  new Problem(
    "USERNAME_UNUSABLE",
    4,
    `${app.label} has no username for ${user.login}`,
    `${why}; nothing was changed`,
    `type the name: ${typeIt(app, user)}; or choose another format: appint apps edit ${app.slug} --username-format email`,
  );

export const usernameInvalid = (typed: string, why: string) =>
  new Problem(
    "USERNAME_INVALID",
    2,
    `"${typed.slice(0, 40)}" cannot be a username`,
    `it ${why}`,
    "--username takes 1 to 100 characters",
  );

/** Update Now, where no name is made of anything. */
export const usernamesAreTyped = ({ label, slug }: App) =>
  new Problem(
    "USERNAMES_TYPED",
    4,
    `The usernames of ${label} are not made by a format`,
    "its username format is None, so there is nothing to apply; nothing was changed",
    `type one: appint assign ${slug} --user <login> --username <name>; or choose a format: appint apps edit ${slug} --username-format email`,
  );

export const noNameToUpdate = (app: App, user: User) =>
  new Problem(
    "NO_NAME_TO_UPDATE",
    4,
    `${user.login} is not assigned to ${app.label}`,
    "so there is no name to make anew; nothing was changed",
    `appint assign ${app.slug} --user ${user.login}`,
  );

export const notAssigned = (app: App, user: User) =>
  new Problem(
    "NOT_ASSIGNED",
    4,
    `${user.login} is not assigned to ${app.label}`,
    "so there is nothing to take away; nothing was changed",
    `appint apps show ${app.slug}`,
  );

/** The person lost the app while something was done with the assignment. */
export const assignmentGone = ({ label, slug }: App) =>
  new Problem(
    "ASSIGNMENT_GONE",
    4,
    `The assignment to ${label} is gone`,
    "somebody has taken the app away at the same moment; nothing was changed",
    `appint apps show ${slug}`,
  );

export const userInvalid = (login: string, why: string) =>
  new Problem(
    "USER_INVALID",
    2,
    `"${login}" cannot be created`,
    why,
    "appint users create ada@example.com --first-name Ada --last-name Lovelace",
  );

/** @param groups those that give the app */
export const givenByGroup = (app: App, user: User, groups: readonly Group[]) => {
  const [group] = groups;
  const names = groups.map(({ name }) => `"${name}"`).join(", ");
  const word = group ? groupWord(group) : "";
  const leave = `appint groups remove-member ${word} --user ${user.login}`;
  const unassign = `appint unassign ${app.slug} --group ${word}`;
  return new Problem(
    "GIVEN_BY_GROUP",
    4,
    `${user.login} has ${app.label} through ${groups.length === 1 ? "the group" : "the groups"} ${names}`,
    "there is no assignment of the person's own to take away; nothing was changed",
    group?.type === "BUILT_IN" ? unassign : `${leave}, or ${unassign}`,
  );
};

export const groupNotAssigned = (app: App, group: Group) =>
  new Problem(
    "GROUP_NOT_ASSIGNED",
    4,
    `The group "${group.name}" is not assigned to ${app.label}`,
    "so there is nothing to take away; nothing was changed",
    `appint apps show ${app.slug}`,
  );

export const groupNotFound = (typed: string, nearest: readonly string[]) =>
  new Problem(
    "GROUP_NOT_FOUND",
    3,
    `There is no group "${typed}"`,
    nearest.length > 0
      ? `the nearest are: ${nearest.map((name) => `"${name}"`).join(", ")}`
      : "no group of this org has such an id or name",
    nearest.length === 0 && isPlainWord(typed)
      ? `appint groups list, or make it: appint groups create ${typed}`
      : "appint groups list",
  );

export const groupInvalid = (name: string, why: string) =>
  new Problem("GROUP_INVALID", 2, `"${name}" cannot be created`, why, "appint groups create Engineering");

/** @param done what was to be done to it: "deleted" */
export const groupBuiltIn = ({ name, type }: Group, done: string) =>
  new Problem(
    "GROUP_BUILT_IN",
    4,
    `The group "${name}" cannot be ${done}`,
    `it is of type ${type}: all people of the org are its members, always`,
    `it can be assigned: appint assign <app> --group ${name}; for fewer people make a group: appint groups create Engineering`,
  );

export const adminInactive = ({ login, status }: User) =>
  new Problem(
    "ADMIN_INACTIVE",
    4,
    `${login} cannot be an admin: the status is ${status}`,
    "an admin is somebody who can sign in; nothing was changed",
    "name somebody else: appint users list",
  );

export const notAnAdmin = ({ login }: User, role: string | undefined) =>
  new Problem(
    "NOT_AN_ADMIN",
    4,
    role === undefined ? `${login} is no admin` : `${login} does not have the role ${role}`,
    "so there is nothing to take away; nothing was changed",
    "appint orgs admins list",
  );

export const lastSuperAdmin = ({ slug }: Org) =>
  new Problem(
    "LAST_SUPER_ADMIN",
    4,
    `The org ${slug} would have no super admin any more`,
    "the platform keeps at least one super admin who can sign in; nothing was changed",
    "make another one first: appint orgs admins add --user ada@example.com",
  );

export const notAMember = (group: Group, { login }: User) =>
  new Problem(
    "NOT_A_MEMBER",
    4,
    `${login} is not a member of "${group.name}"`,
    "so there is nothing to end; nothing was changed",
    `appint groups show ${groupWord(group)}`,
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

/** @param isConfirmed whether the deletion was confirmed already, as by --yes */
export const appStillActive = ({ label, slug }: App, isConfirmed: boolean) =>
  new Problem(
    "APP_ACTIVE",
    4,
    `${label} is active: application deletion is forbidden`,
    "the application must be deactivated before it is deleted (the platform's error E0000056)",
    `appint apps deactivate ${slug}, or both at once: appint apps delete ${slug} --force${isConfirmed ? " --yes" : ""}`,
  );

export const notAssignable = ({ label, slug }: App) =>
  new Problem(
    "NOT_ASSIGNABLE",
    4,
    `Nobody can be assigned to ${label}`,
    "it is an API service: it gets tokens in its own name, and nobody signs in to it",
    `appint apps grants add ${slug} <scope>   is what it needs; appint create oidc makes an app that people sign in to`,
  );
