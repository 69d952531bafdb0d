/** An app that speaks for itself alone: it gets tokens in its own name, has no tile, and nobody can be assigned to it. */
import type { App } from "../store/apps.js";

/** The platform tells it from other OAuth clients by this type. */
export const SERVICE = "service";

/** Whether the app object is that of an API service. */
export function isApiService({ document }: Pick<App, "document">): boolean {
  const { oauthClient } = document.settings as { oauthClient?: { application_type?: unknown } };
  return oauthClient?.application_type === SERVICE;
}
