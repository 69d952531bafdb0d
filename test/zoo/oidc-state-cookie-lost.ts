/** The mistake: the session cookie is SameSite=Strict, so it stays away when the provider redirects to the callback. */
import { type RunningApp, startVaried, type ZooOptions } from "./variation.js";

export const start = (options: ZooOptions): Promise<RunningApp> =>
  startVaried(
    { protocol: "oidc", ...options },
    { setCookie: (line) => line.replace("SameSite=Lax", "SameSite=Strict") },
  );
