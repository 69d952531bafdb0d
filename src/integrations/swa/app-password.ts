/** The password that an admin types for a person at assignment: where the app's scheme has a place for it. */
import type { App } from "../../store/apps.js";
import { kindOf } from "../registry.js";
import { noPasswordByScheme, noPasswordOfKind } from "./problems.js";
import { swaSettingsOf } from "./settings.js";

/** @throws Problem APP_PASSWORD_FORBIDDEN, as the platform's E0000041, or APP_PASSWORD_MEANINGLESS */
export async function refuseAppPassword(app: App): Promise<void> {
  if (app.signOnMode !== "AUTO_LOGIN") throw noPasswordOfKind(app, (await kindOf(app)).term);
  const { scheme } = swaSettingsOf(app);
  if (scheme.password === "app" || scheme.password === "sign-in") throw noPasswordByScheme(app, scheme);
}
