/** The command that follows when an app is ready: the test of its sign-in, or what fits where there is none. */
import type { Kind } from "../../integrations/kind.js";
import { kindOf } from "../../integrations/registry.js";
import type { App } from "../../store/apps.js";

/** @returns a list with one command, or none */
export function tryOut({ withoutSso }: Pick<Kind, "withoutSso">, { slug }: Pick<App, "slug">): string[] {
  if (!withoutSso) return [`appint test-sso ${slug}`];
  return withoutSso.command === undefined ? [] : [withoutSso.command];
}

/** The same for an app whose kind is not known yet. */
export const tryOutApp = async (app: App): Promise<string[]> => tryOut(await kindOf(app), app);
