/** How the directory's things appear as targets and actors of log events. */
import type { App } from "../store/apps.js";
import type { Assignment } from "../store/assignments.js";
import type { Group } from "../store/groups.js";
import type { User } from "../store/users.js";

export const userTarget = (user: User) => ({
  id: user.id,
  type: "User",
  alternateId: user.login,
  displayName: `${user.firstName} ${user.lastName}`.trim(),
});

export const appTarget = (app: App) => ({
  id: app.id,
  type: "AppInstance",
  alternateId: app.label,
  displayName: app.label,
});

/** A person as an app knows them. */
export const appUserTarget = (user: User, { id, username }: Pick<Assignment, "id" | "username">) => ({
  ...userTarget(user),
  id,
  type: "AppUser",
  alternateId: username,
});

export const groupTarget = (group: Group) => ({
  id: group.id,
  type: "UserGroup",
  alternateId: group.name,
  displayName: group.name,
});
