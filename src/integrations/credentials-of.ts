/** Whether an app has the credential that somebody asks for: its kind knows. */
import type { App } from "../store/apps.js";
import { noClientSecret, noSigningKey } from "./problems.js";
import { kindOf } from "./registry.js";

/** Whether the app authenticates with a client secret: neither a public client nor one that signs with a key. */
export const authenticatesWithSecret = async (app: App): Promise<boolean> =>
  (await kindOf(app)).keepsSecret(app.document);

/** @throws Problem NO_CLIENT_SECRET for an app that does not authenticate with one */
export async function refuseWithoutSecret(app: App): Promise<void> {
  if (!(await authenticatesWithSecret(app))) throw noClientSecret(app);
}

/** @throws Problem NO_SIGNING_KEY for an app that has no key and certificate of its own */
export async function refuseWithoutKey(app: App): Promise<void> {
  if (!(await kindOf(app)).signsAssertions) throw noSigningKey(app);
}
