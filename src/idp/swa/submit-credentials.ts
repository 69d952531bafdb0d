/** POST /app/{name}/{id}/swa/credentials: what the person has typed for an app is kept, or tried, and posted to the app. */
import { keepAppCredentials } from "../../directory/app-credentials.js";
import { swaSettingsOf } from "../../integrations/swa/settings.js";
import { appById } from "../../store/apps.js";
import { redirect, sendPage } from "../http/answers.js";
import type { Exchange } from "../http/exchange.js";
import { answerNoApp, refuseInactive } from "../inactive-app.js";
import { buildEvent, recordEvents } from "../log.js";
import { errorPage } from "../pages/error.js";
import { refusedPage } from "../pages/refused.js";
import { type Allowed, accessTo } from "../sessions/access.js";
import { currentSession, type SignedIn } from "../sessions/session.js";
import { runOf } from "../sessions/visitor.js";
import { authenticate } from "../sign-in/authenticate.js";
import { closeHandle, isOpen } from "./credentials-handle.js";
import { sendQuestion } from "./pages.js";
import { post } from "./sign-on.js";

const longestName = 100;
const longestPassword = 1024;

export async function submitCredentials(exchange: Exchange): Promise<void> {
  const { idp, req, params } = exchange;
  const from = req.headers.origin;
  if (from !== undefined && from !== idp.origin) return refuseForm(exchange);
  const app = await appById(idp.store.read, params.id ?? "");
  if (app?.org !== idp.org.id || app.name !== params.name) {
    return answerNoApp(exchange, { text: "See the app's embed link:", command: "appint apps show <app>" });
  }
  const signedIn = await currentSession(exchange);
  if (!signedIn) return redirect(exchange, "/app/UserHome", 303);

  const form = await exchange.form();
  const handle = form.get("handle") ?? "";
  if (!(await isOpen(exchange, handle, app.id, signedIn))) return refuseForm(exchange);

  const run = await runOf(exchange, signedIn);
  const access = await accessTo(idp.store, { app: app.id, user: signedIn.user.id, run, now: idp.clock() });
  if ("refused" in access) {
    if (access.refused === "app-inactive") return refuseInactive(exchange, app, { signedIn, run });
    const { event } = access;
    const told = { ...event, actor: signedIn.user, targets: [app], run, session: signedIn.session.uid };
    await recordEvents(exchange, [{ ...told, result: "FAILURE" }]);
    return sendPage(exchange, 403, refusedPage(exchange, access, { app, user: signedIn.user }));
  }
  await judge(exchange, access.allowed, signedIn, { form, handle, run });
}

async function judge(
  exchange: Exchange,
  allowed: Allowed,
  signedIn: SignedIn,
  { form, handle, run }: { form: URLSearchParams; handle: string; run: string | null },
): Promise<void> {
  const { idp } = exchange;
  const { app, user, assignment } = allowed;
  const settings = swaSettingsOf(app);
  const { scheme } = settings;
  const password = form.get("password") ?? "";
  const username = scheme.username === "person" ? (form.get("username") ?? "").trim() : assignment.username;
  const again = (error: string) => sendQuestion(exchange, { app, settings, handle, username, error });
  // Another scheme since the page was shown: the tile knows what is to be done now.
  if (scheme.password !== "person" && scheme.password !== "sign-in") return refuseForm(exchange);
  if (username === "" || username.length > longestName || /\p{Cc}/u.test(username)) return again("Type your username.");
  if (password === "" || password.length > longestPassword || /\p{Cc}/u.test(password))
    return again("Type your password.");

  if (scheme.password === "sign-in") {
    const asked = { org: idp.org.id, login: user.login, password, run, now: idp.clock() };
    const judged = await authenticate(idp.store, asked);
    if ("refused" in judged) {
      const told = { actor: user, targets: [app], run, session: signedIn.session.uid };
      await recordEvents(exchange, [
        { ...told, type: "user.authentication.auth", result: "FAILURE", reason: judged.refused },
      ]);
      return again(judged.text);
    }
  }
  if (!(await closeHandle(exchange, handle))) return refuseForm(exchange);
  if (scheme.password === "person") {
    const about = { actor: user, targets: [app, user], run, session: signedIn.session.uid };
    await keepAppCredentials(
      idp.store,
      app,
      user,
      { username: scheme.username === "person" ? username : undefined, password },
      { now: idp.clock(), event: (type) => buildEvent(exchange, { ...about, type }) },
    );
  }
  await post(exchange, allowed, signedIn, { username, password });
}

function refuseForm(exchange: Exchange): void {
  const { idp, nonce } = exchange;
  const page = {
    title: "403 Forbidden",
    text: "This form was used already, is older than an hour, or was not opened in this browser.",
    fix: { text: "Open the app from the dashboard again:", command: `${idp.origin}/app/UserHome` },
  };
  sendPage(exchange, 403, errorPage({ nonce, org: idp.org.name }, page));
}
