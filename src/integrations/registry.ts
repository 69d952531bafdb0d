/** The kinds, found by folder: a new kind is a new folder. */
import type { App } from "../store/apps.js";
import type { Kind } from "./kind.js";

const modules = import.meta.glob<{ default: Kind }>("./*/index.ts");
const loaders = new Map(Object.entries(modules).map(([path, load]) => [path.split("/")[1] as string, load]));

/** `oidc`, `saml`, … */
export const kindIds = (): string[] => [...loaders.keys()].sort();

/** Loads one kind; undefined when there is none of that name. */
export async function kindById(id: string): Promise<Kind | undefined> {
  return (await loaders.get(id)?.())?.default;
}

/** Loads every kind, in the order in which they are offered. */
export const kinds = async (): Promise<Kind[]> =>
  (await Promise.all(kindIds().map((id) => kindById(id))))
    .filter((kind) => kind !== undefined)
    .sort((a, b) => a.place - b.place);

/** Whether an app is one of the kind. */
export const isOfKind = ({ signOnMode, matches }: Kind, app: Pick<App, "signOnMode" | "document">): boolean =>
  signOnMode === app.signOnMode && (matches?.(app.document) ?? true);

/** The kind of a stored app. @throws Error for a sign-on mode that no kind has */
export async function kindOf(app: Pick<App, "signOnMode" | "document">): Promise<Kind> {
  const found = (await kinds()).find((kind) => isOfKind(kind, app));
  if (!found) throw new Error(`no kind has the sign-on mode ${app.signOnMode}`);
  return found;
}
