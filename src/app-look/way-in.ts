/** What is known of a framework from outside: each is one file in ways-in/. */

export interface WayIn {
  /** As people call it. */
  name: string;
  /** Addresses that begin a sign-in or show its sign-in page, most usual first. */
  starts: readonly string[];
  /** Addresses where it shows the SP's metadata. */
  metadata?: readonly string[];
  /** Tells it by the name of a cookie that it sets. */
  cookie?: RegExp;
  /** Tells it by the path where it takes the answer of the IdP. */
  callback?: RegExp;
  /** Its configuration, by kind of integration: what `apps show --for` is given. */
  configuration?: Readonly<Record<string, string>>;
  /** How it authenticates at the token endpoint unless told otherwise. */
  authMethod?: "client_secret_basic" | "client_secret_post";
}

export const defineWayIn = (wayIn: WayIn): WayIn => wayIn;

const modules = import.meta.glob<{ default: WayIn }>("./ways-in/*.ts");

/** Every way in, found by file. */
export const waysIn = async (): Promise<WayIn[]> =>
  (await Promise.all(Object.values(modules).map((load) => load()))).map((module) => module.default);

/** The one that cookies or the path of the answer give away; undefined for none. */
export const recognised = (
  ways: readonly WayIn[],
  { cookies, callback }: { cookies: readonly string[]; callback?: string },
): WayIn | undefined =>
  ways.find(({ cookie }) => cookie && cookies.some((name) => cookie.test(name))) ??
  ways.find((way) => callback !== undefined && way.callback?.test(callback));
