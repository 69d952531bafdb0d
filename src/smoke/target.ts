/** What of the app under test is visited, and how a person would start there. */
import { atPath } from "../integrations/field.js";
import type { App, TestSettings } from "../store/apps.js";
import { reachOf } from "./reach.js";

export interface Target {
  app: App;
  /** Pages that start a sign-in; the first is used for every flow. */
  startUrl: string;
  /** Whether a person named the page; a guessed one proves nothing when it turns out to be public. */
  startUrlGiven: boolean;
  /** All pages that were named, else the guessed one. */
  startUrls: readonly string[];
  tests: TestSettings;
  /** Where the IdP's answer arrives; empty for an installed app, which is answered by a scheme of its own alone. */
  deliveryUrl: string;
  /** Where a test of this app may go. */
  mayVisit: (url: URL) => boolean;
}

/** The target of an app: `--start-url`, else the address that starts the app's own sign-in, else the app's root. */
export function targetOf(app: App, tests: TestSettings): Target {
  const deliveryUrl =
    (atPath(app.document, "settings.signOn.ssoAcsUrl") as string | undefined) ??
    (atPath(app.document, "settings.oauthClient.redirect_uris") as string[]).find((uri) => /^https?:/i.test(uri)) ??
    "";
  const given = tests.startUrls ?? [];
  const initiate = atPath(app.document, "settings.oauthClient.initiate_login_uri") as string | null | undefined;
  const guessed = initiate ?? (deliveryUrl && new URL("/", deliveryUrl).href);
  return {
    app,
    tests,
    deliveryUrl,
    mayVisit: reachOf(app, tests),
    startUrl: given[0] ?? guessed,
    startUrlGiven: given.length > 0,
    startUrls: given.length > 0 ? given : [guessed],
  };
}
