/** Picking a thing of the org from a list, where a command needs one and none was named. Loaded on a terminal only. */
import { type App, appById, appsOfOrg } from "../store/apps.js";
import type { Reader } from "../store/driver.js";
import { type Group, groupById, groupsOfOrg } from "../store/groups.js";
import { type Org, orgs } from "../store/orgs.js";
import type { Page, SearchRequest } from "../store/page.js";
import { type User, userById, usersOfOrg } from "../store/users.js";
import type { Context } from "./context.js";
import { nothingToPick } from "./problems.js";
import { asking } from "./prompts/asking.js";

/** Rows of a list that are read at once. */
const PAGE = 50;

interface List<T> {
  /** What is picked, as in "Which app?". */
  noun: string;
  /** How the person makes the first one. */
  make: string;
  /** How it is named on the command line. */
  help: string;
  page(db: Reader, request: SearchRequest): Promise<Page<T>>;
  row(thing: T): { value: string; label: string; detail: string };
  byId(db: Reader, id: string): Promise<T | undefined>;
}

export const chooseApp = async (context: Context): Promise<App> => {
  const org = await context.org();
  return await choose<App>(context, {
    noun: "app",
    make: "appint create",
    help: "On the command line an app is named by slug, name or id.",
    page: (db, request) => appsOfOrg(db, org.id, request),
    row: ({ id, slug, label, status }) => ({
      value: id,
      label: slug,
      detail: status === "ACTIVE" ? label : `${label} (inactive)`,
    }),
    byId: appById,
  });
};

export const chooseUser = async (context: Context): Promise<User> => {
  const org = await context.org();
  return await choose<User>(context, {
    noun: "person",
    make: "appint users create ada@example.com",
    help: "On the command line a person is named by login or id.",
    page: (db, request) => usersOfOrg(db, org.id, request),
    row: ({ id, login, firstName, lastName, status }) => ({
      value: id,
      label: login,
      detail: `${firstName} ${lastName}${status === "ACTIVE" ? "" : ` (${status.toLowerCase()})`}`,
    }),
    byId: userById,
  });
};

export const chooseGroup = async (context: Context): Promise<Group> => {
  const org = await context.org();
  return await choose<Group>(context, {
    noun: "group",
    make: "appint groups create Engineering",
    help: "On the command line a group is named by name or id.",
    page: (db, request) => groupsOfOrg(db, org.id, request),
    row: ({ id, name, description }) => ({ value: id, label: name, detail: description }),
    byId: groupById,
  });
};

/** Orgs are few: they are read at once. */
export async function chooseOrg(context: Context): Promise<Org> {
  const all = await orgs((await context.store()).read);
  const rows = all.map(({ id, slug, name, origin }) => ({ value: id, label: slug, detail: `${name}   ${origin}` }));
  const help = ["On the command line an org is named by slug, name or id."];
  const question = { message: "Which org?", help, canGoBack: false, rows };
  return await asking(context, async (asker) => {
    const picked = await asker.pick(question);
    const org = all.find(({ id }) => "answer" in picked && id === picked.answer) as Org;
    asker.answered(question.message, org.slug);
    return org;
  });
}

/** @throws Problem NOTHING_TO_PICK, CANCELLED */
async function choose<T>(context: Context, list: List<T>): Promise<T> {
  const { read } = await context.store();
  const rows = async (search: string, after?: string) => {
    const page = await list.page(read, { search, after, limit: PAGE });
    return { rows: page.rows.map(list.row), next: page.next };
  };
  if ((await rows("")).rows.length === 0) throw nothingToPick(list.noun, list.make);
  const question = { message: `Which ${list.noun}?`, help: [list.help], canGoBack: false, rows };
  return await asking(context, async (asker) => {
    const picked = await asker.pick(question);
    const thing = "answer" in picked ? await list.byId(read, picked.answer) : undefined;
    if (!thing) throw nothingToPick(list.noun, list.make); // deleted while the list stood there
    asker.answered(question.message, list.row(thing).label);
    return thing;
  });
}
