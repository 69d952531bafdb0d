/** How the directory's things appear as targets and actors of log events. */
import type { App } from "../store/apps.js";
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

export const groupTarget = (group: Group) => ({
  id: group.id,
  type: "UserGroup",
  alternateId: group.name,
  displayName: group.name,
});
