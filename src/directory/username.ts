/** The name under which a person is known to an app: made by the app's format, or typed by the admin. */
import { Problem } from "../problem.js";
import type { App } from "../store/apps.js";
import type { Reader } from "../store/driver.js";
import { groupsOfUser } from "../store/groups.js";
import { orgById } from "../store/orgs.js";
import type { User } from "../store/users.js";
import {
  ExpressionError,
  loadLibrariesFor,
  type Scope,
  textOfExpression,
  textOfTemplate,
} from "./expression-language/index.js";
import { usernameInvalid, usernameNeeded, usernameUnusable } from "./problems.js";
import { profileOf } from "./profile.js";

/** The member `credentials.userNameTemplate` of the platform's app object. */
export interface UsernameTemplate {
  /** `${source.login}` where it is built in, an expression where it is custom, nothing where names are typed. */
  template: string;
  type: "BUILT_IN" | "CUSTOM" | "NONE";
  /** What `${instance.userSuffix}` stands for. */
  userSuffix?: string;
  /** When names follow the person's profile: at the first assignment only, or whenever it changes. */
  pushStatus?: "PUSH" | "DONT_PUSH";
}

export const LOGIN_TEMPLATE = "${source.login}";

/** In characters, as the platform has it of an app user's name. */
const LONGEST = 100;

export const usernameTemplateOf = ({ document }: Pick<App, "document">): UsernameTemplate =>
  document.credentials.userNameTemplate as UsernameTemplate;

/** Makes sure that `usernameFor` of these apps can be called inside a transaction. */
export async function readyUsernames(apps: readonly App[]): Promise<void> {
  for (const app of apps) await loadLibrariesFor(usernameTemplateOf(app)?.template ?? "");
}

/**
 * The app username by the app's format, after `readyUsernames`.
 *
 * @param profile the person's attributes in the app: `appuser.…`
 * @throws Problem USERNAME_NEEDED where the app's format is None, USERNAME_UNUSABLE where the format gives no name
 */
export async function usernameFor(
  db: Reader,
  app: App,
  user: User,
  now: Date,
  profile: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const format = usernameTemplateOf(app);
  if (format.type === "NONE") throw usernameNeeded(app, user);
  if (format.template === LOGIN_TEMPLATE) return user.login;
  let name: string;
  try {
    const scope = await scopeOf(db, app, user, { now, profile });
    name = await (format.type === "CUSTOM" ? textOfExpression : textOfTemplate)(format.template, scope);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw usernameUnusable(app, user, `the format has no value for this person: ${error.message}`);
  }
  const fault = faultOf(name);
  if (fault) throw usernameUnusable(app, user, `the name that the app's format makes of the profile ${fault}`);
  return name;
}

/** The same, or nothing where there is no name: who has the app through a group has it, and cannot sign in yet. */
export async function usernameOrNone(db: Reader, app: App, user: User, now: Date): Promise<string> {
  try {
    return await usernameFor(db, app, user, now);
  } catch (error) {
    if (error instanceof Problem) return "";
    throw error;
  }
}

/** The name that an admin typed, without blanks around it. @throws Problem USERNAME_INVALID */
export function checkedUsername(typed: string): string {
  const name = typed.trim();
  const fault = faultOf(name);
  if (fault) throw usernameInvalid(typed, fault);
  return name;
}

function faultOf(name: string): string | undefined {
  if (name.trim() === "") return "is empty";
  if (name.length > LONGEST) return `has ${name.length} characters, and ${LONGEST} are the most`;
  if (/\p{Cc}/u.test(name)) return "has a control character in it";
  return undefined;
}

async function scopeOf(
  db: Reader,
  app: App,
  user: User,
  { now, profile }: { now: Date; profile: Readonly<Record<string, unknown>> },
): Promise<Scope> {
  const { template, userSuffix = "" } = usernameTemplateOf(app);
  const org = /\borg\b/.test(template) ? await orgById(db, app.org) : undefined;
  const attributes = profileOf(user);
  return {
    roots: {
      user: attributes,
      source: attributes,
      appuser: profile,
      app: { id: app.id, name: app.name, label: app.label },
      org: { name: org?.name, subDomain: org?.slug },
      instance: { userSuffix },
    },
    internal: { id: user.id, status: user.status },
    groups: /group/i.test(template) || /isMemberOf/.test(template) ? await groupsOfUser(db, user.id) : [],
    now,
  };
}
