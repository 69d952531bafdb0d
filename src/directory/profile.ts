/** A person's attributes, as expressions and answers name them. */
import type { User } from "../store/users.js";

/** The whole profile, base attributes included; no attribute of a custom one's name stands in for them. */
export const profileOf = (user: User): Record<string, unknown> =>
  Object.assign(Object.create(null), user.profile, {
    login: user.login,
    email: user.email,
    firstName: user.firstName,
    lastName: user.lastName,
  });
