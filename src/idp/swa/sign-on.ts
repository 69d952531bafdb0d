/** Signing a person in to an SWA app: the credentials of its scheme, posted to its form. */
import { appPasswordOf } from "../../directory/app-credentials.js";
import { appUserTarget } from "../../directory/events.js";
import { type SwaSettings, swaSettingsOf } from "../../integrations/swa/settings.js";
import type { Assignment } from "../../store/assignments.js";
import { secretsOf } from "../../store/secrets.js";
import type { Exchange } from "../http/exchange.js";
import type { Idp } from "../idp.js";
import { recordEvents } from "../log.js";
import { commandLine } from "../pages/command.js";
import type { Allowed } from "../sessions/access.js";
import type { SignedIn } from "../sessions/session.js";
import { runOf } from "../sessions/visitor.js";
import { openHandle } from "./credentials-handle.js";
import { sendLogin, sendQuestion, sendWithoutCredentials, sendWithoutForm } from "./pages.js";

/**
 * Answers a click on the tile, of a person whom the gate has just let through.
 *
 * @param wantsNew whether the person wants to type other credentials than those that are kept
 * @throws Problem when a password cannot be unsealed
 */
export async function signOn(
  exchange: Exchange,
  allowed: Allowed,
  signedIn: SignedIn,
  { wantsNew = false } = {},
): Promise<void> {
  const { app, user, assignment } = allowed;
  const settings = swaSettingsOf(app);
  if (!settings.form) {
    await recordSignOn(exchange, allowed, signedIn, "The login form is not known");
    return sendWithoutForm(exchange, app, settings);
  }
  const { scheme } = settings;
  const isOwn = scheme.password === "person";
  const password = isOwn && wantsNew ? undefined : await keptPassword(exchange.idp, allowed, settings);
  if (password !== undefined) {
    return await post(exchange, allowed, signedIn, { username: usernameOf(settings, assignment), password });
  }
  if (isOwn || scheme.password === "sign-in") {
    const handle = await openHandle(exchange, app.id, signedIn);
    return sendQuestion(exchange, { app, settings, handle, username: assignment.username });
  }
  await recordSignOn(exchange, allowed, signedIn, "No password is kept");
  sendWithoutCredentials(
    exchange,
    app,
    scheme.password === "app"
      ? `${commandLine("appint", "apps", "edit", app.slug)} --shared-password -`
      : `${commandLine("appint", "assign", app.slug, "--user", user.login)} --app-password -`,
  );
}

/** Posts the form with these credentials, and says so in the log. @throws Error for an app whose form is not known */
export async function post(
  exchange: Exchange,
  allowed: Allowed,
  signedIn: SignedIn,
  credentials: { username: string; password: string },
): Promise<void> {
  const { form } = swaSettingsOf(allowed.app);
  if (!form) throw new Error(`the login form of ${allowed.app.slug} is not known`);
  await recordSignOn(exchange, allowed, signedIn);
  sendLogin(exchange, allowed.app, form, credentials);
}

/** The name that is posted. */
export const usernameOf = ({ scheme, sharedUsername = "" }: SwaSettings, { username }: Assignment): string =>
  scheme.username === "app" ? sharedUsername : username;

async function keptPassword({ store }: Idp, { app, assignment }: Allowed, { scheme }: SwaSettings) {
  if (scheme.password === "sign-in") return undefined;
  if (scheme.password !== "app") return await appPasswordOf(store, assignment);
  const [shared] = await secretsOf(store.read, app.id, "sharedPassword");
  return shared && store.unseal(shared.sealed);
}

/** @param failure why nothing was posted */
async function recordSignOn(
  exchange: Exchange,
  { app, user, assignment }: Allowed,
  signedIn: SignedIn,
  failure?: string,
): Promise<void> {
  await recordEvents(exchange, [
    {
      type: "user.authentication.sso",
      actor: user,
      targets: [app, appUserTarget(user, assignment), user],
      result: failure === undefined ? "SUCCESS" : "FAILURE",
      reason: failure,
      run: await runOf(exchange, signedIn),
      session: signedIn.session.uid,
      debugData: { signOnMode: "SWA", initiationType: "IDP_INITIATED" },
    },
  ]);
}
