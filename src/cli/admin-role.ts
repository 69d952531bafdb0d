/** `--role app-admin`: the role of an admin as it is typed, which is the platform's own word in small letters. */
import { ADMIN_ROLES, type AdminRole } from "../directory/admins.js";
import { nearestNames } from "../nearest-names.js";
import { unknownRole } from "./people-problems.js";

const ROLES = Object.keys(ADMIN_ROLES) as AdminRole[];

/** `SUPER_ADMIN` → `super-admin` */
export const roleWord = (role: string): string => role.toLowerCase().replaceAll("_", "-");

export const ROLE_WORDS = ROLES.map(roleWord);

/** @throws Problem UNKNOWN_ROLE with the nearest */
export function roleOf(typed: string): AdminRole {
  const word = roleWord(typed.trim());
  const role = ROLES.find((each) => roleWord(each) === word);
  if (!role) throw unknownRole(typed, ROLE_WORDS, nearestNames(word, ROLE_WORDS));
  return role;
}
