/** Making a person. */
import { z } from "zod";
import { newId } from "../crypto/ids.js";
import { hashPassword } from "../crypto/password.js";
import { appsOfGroup } from "../store/group-assignments.js";
import { EVERYONE, type Group, groupByName } from "../store/groups.js";
import type { Org } from "../store/orgs.js";
import type { Store } from "../store/store.js";
import { insertUser, type User } from "../store/users.js";
import { logEvent } from "../system-log/event.js";
import { userTarget } from "./events.js";
import { join } from "./groups.js";
import { userInvalid } from "./problems.js";
import { readyUsernames } from "./username.js";

const LONGEST_NAME = 50;

const email = (term: string) =>
  z
    .string()
    .trim()
    .min(5, `the ${term} has fewer than 5 characters`)
    .max(100, `the ${term} has more than 100 characters`)
    .regex(/^[^\s\p{Cc}@<>"\\]+@[^\s\p{Cc}@<>"\\]+$/u, `the ${term} is not an e-mail address`);
const name = (term: string) =>
  z
    .string()
    .trim()
    .min(1, `the ${term} is empty`)
    .max(LONGEST_NAME, `the ${term} has more than ${LONGEST_NAME} characters`)
    .regex(/^\P{Cc}*$/u, `the ${term} has a control character in it`);

const newUser = z.object({
  login: email("login"),
  email: email("e-mail").optional(), // the login, where it is not given
  firstName: name("first name").optional(), // made from the login, where they are not given
  lastName: name("last name").optional(),
  password: z
    .string()
    .min(8, "the password has fewer than 8 characters")
    .max(72, "the password has more than 72 characters")
    .optional(),
});

export interface NewUser {
  login: string;
  email?: string;
  firstName?: string;
  lastName?: string;
  password?: string;
  /** To join besides Everyone. */
  groups?: readonly Group[];
}

/**
 * Creates an active person, a member of Everyone and of the given groups, with the apps of both. Names that are not given are made from the login.
 * Without a password the person can sign in by one click on the sign-in page, not by the form.
 *
 * @throws Problem USER_INVALID, USER_EXISTS
 */
export async function createUser(store: Store, org: Org, input: NewUser, now: Date): Promise<User> {
  const parsed = newUser.safeParse(input);
  if (!parsed.success) throw userInvalid(input.login, parsed.error.issues.map(({ message }) => message).join("; "));
  const { login, password, email: address = login } = parsed.data;
  const [first = login, ...rest] = (login.split("@")[0] ?? "")
    .split(/[._-]+/)
    .filter(Boolean)
    .map(capitalized);
  const { firstName = first.slice(0, LONGEST_NAME), lastName = rest.join(" ").slice(0, LONGEST_NAME) || "User" } =
    parsed.data;
  const hash = password === undefined ? null : await hashPassword(password);
  const user: User = {
    id: newId("00u"),
    org: org.id,
    login,
    email: address,
    firstName,
    lastName,
    status: "ACTIVE",
    profile: {},
    created: now,
    lastUpdated: now,
  };
  const everyone = await groupByName(store.read, org.id, EVERYONE);
  const joined = [...(everyone ? [everyone] : []), ...(input.groups ?? [])];
  for (const group of joined) await readyUsernames(await appsOfGroup(store.read, group.id));
  return await store.write(async (tx) => {
    await insertUser(tx, user, hash);
    await tx.record(
      logEvent({ org: org.id, now, type: "user.lifecycle.create", result: "SUCCESS", targets: [userTarget(user)] }),
    );
    for (const group of joined) await join(tx, group, user, now);
    return user;
  });
}

const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
