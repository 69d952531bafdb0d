/** Finding what a person names: by id, by slug or login, by unique name. */
import { type App, appById, appBySlug, appsByLabel, appsOfOrg } from "../store/apps.js";
import { type Group, groupById, groupByName, groupsOfOrg } from "../store/groups.js";
import { type Org, orgById, orgBySlug, orgs } from "../store/orgs.js";
import type { Store } from "../store/store.js";
import { type User, userById, userByLogin, usersOfOrg } from "../store/users.js";
import { appAmbiguous, appNotFound, groupNotFound, orgNotFound, userNotFound } from "./problems.js";

/**
 * The id, then the slug as it stands, then the name, then the slug whatever its capitals: who types the name of two apps
 * is asked which one, also where the slug of one of them reads almost like the name.
 *
 * @throws Problem APP_NOT_FOUND with the nearest names, APP_AMBIGUOUS when several apps have the name
 */
export async function findApp(store: Store, org: Org, typed: string): Promise<App> {
  const byId = await appById(store.read, typed);
  const found = (byId?.org === org.id ? byId : undefined) ?? (await appBySlug(store.read, org.id, typed));
  if (found) return found;
  const named = await appsByLabel(store.read, org.id, typed);
  if (named.length > 1)
    throw appAmbiguous(
      typed,
      named.map(({ slug }) => slug),
    );
  const [meant = await appBySlug(store.read, org.id, typed.toLowerCase())] = named;
  if (meant) return meant;
  const { rows } = await appsOfOrg(store.read, org.id, { limit: 200 });
  throw appNotFound(
    typed,
    rows
      .map(({ slug }) => slug)
      .filter((slug) => isNear(typed.toLowerCase(), slug))
      .slice(0, 3),
  );
}

/** @throws Problem USER_NOT_FOUND with the nearest logins */
export async function findUser(store: Store, org: Org, typed: string): Promise<User> {
  const byId = await userById(store.read, typed);
  const found = (byId?.org === org.id ? byId : undefined) ?? (await userByLogin(store.read, org.id, typed));
  if (found) return found;
  const { rows } = await usersOfOrg(store.read, org.id, { limit: 200 });
  throw userNotFound(
    typed,
    rows
      .map(({ login }) => login)
      .filter((login) => isNear(typed.toLowerCase(), login))
      .slice(0, 3),
  );
}

/** The id, the slug, or the name whatever its capitals. @throws Problem ORG_NOT_FOUND with the nearest slugs */
export async function findOrg(store: Store, typed: string): Promise<Org> {
  const found = (await orgById(store.read, typed)) ?? (await orgBySlug(store.read, typed));
  if (found) return found;
  const [all, meant] = [await orgs(store.read), typed.toLowerCase()];
  const [named, another] = all.filter(({ slug, name }) => name.toLowerCase() === meant || slug === meant);
  if (named && !another) return named;
  const near = all.filter((org) => org === named || org === another || isNear(meant, org.slug));
  throw orgNotFound(
    typed,
    near.slice(0, 3).map(({ slug }) => slug),
  );
}

/** By id, else by exactly this name. @throws Problem GROUP_NOT_FOUND with the nearest names */
export async function findGroup(store: Store, org: Org, typed: string): Promise<Group> {
  const byId = await groupById(store.read, typed);
  const found = (byId?.org === org.id ? byId : undefined) ?? (await groupByName(store.read, org.id, typed));
  if (found) return found;
  const { rows } = await groupsOfOrg(store.read, org.id, { limit: 200 });
  throw groupNotFound(
    typed,
    rows
      .map(({ name }) => name)
      .filter((name) => isNear(typed.toLowerCase(), name.toLowerCase()))
      .slice(0, 3),
  );
}

/** Whether a name shares its beginning with what was typed: near enough to be offered. */
const isNear = (typed: string, name: string): boolean =>
  typed.length > 1 && (name.includes(typed) || name.startsWith(typed.slice(0, Math.max(2, typed.length - 3))));
