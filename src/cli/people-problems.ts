/** What commands refuse about people and what they are: admins, users of an app. */
import { Problem } from "../problem.js";

export const unknownRole = (typed: string, roles: readonly string[], nearest: readonly string[]) =>
  new Problem(
    "UNKNOWN_ROLE",
    2,
    `There is no role "${typed}"`,
    nearest.length > 0 ? `the nearest are: ${nearest.join(", ")}` : "admins have one of the platform's standard roles",
    `--role takes one of: ${roles.join(", ")}`,
  );

export const usernameOfOne = (app: string) =>
  new Problem(
    "USERNAME_OF_ONE",
    2,
    "--username is the name of one person",
    "more than one --user, or a group, is named beside it; nothing was changed",
    `one after the other: appint assign ${app} --user ada@example.com --username ada`,
  );

export const passwordOfOne = (app: string) =>
  new Problem(
    "PASSWORD_OF_ONE",
    2,
    "--app-password is the password of one person",
    "more than one --user, or a group, is named beside it; nothing was changed",
    `one after the other: appint assign ${app} --user ada@example.com --app-password -`,
  );
