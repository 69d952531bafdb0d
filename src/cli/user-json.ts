/** A person as `--json` prints them: the platform's user object, cut to what this product keeps. */
import { profileOf } from "../directory/profile.js";
import type { User } from "../store/users.js";

export const USER_JSON_MEMBERS = ["id", "login", "status", "created", "lastUpdated", "profile"] as const;

export const userJson = (user: User): Record<(typeof USER_JSON_MEMBERS)[number], unknown> => ({
  id: user.id,
  login: user.login,
  status: user.status,
  created: user.created.toISOString(),
  lastUpdated: user.lastUpdated.toISOString(),
  profile: { ...profileOf(user) },
});
