/** GET /home/{name}/{id}/{linkId}: the app embed link. Signed-out visitors sign in first and continue. */
import { type App, appById } from "../../store/apps.js";
import { redirect, sendPage } from "../http/answers.js";
import type { Exchange } from "../http/exchange.js";
import { answerNoApp, refuseInactive } from "../inactive-app.js";
import { recordEvents } from "../log.js";
import { errorPage } from "../pages/error.js";
import { accessTo } from "../sessions/access.js";
import { sendRefused } from "../sessions/send-refused.js";
import { currentSession } from "../sessions/session.js";
import { signInWithToken } from "../sessions/session-token.js";
import { runOf } from "../sessions/visitor.js";
import { signInPath } from "../sign-in/path.js";
import { tileOf } from "./tile-visibility.js";

export async function launchTile(exchange: Exchange): Promise<void> {
  const { idp, url, params } = exchange;
  const app = await appById(idp.store.read, params.id ?? "");
  if (app?.org !== idp.org.id || app.name !== params.name || app.linkId !== params.linkId) {
    return answerNoApp(exchange, { text: "See the app's embed link:", command: "appint apps show <app>" });
  }

  const session = await currentSession(exchange);
  if (app.status !== "ACTIVE") {
    return refuseInactive(exchange, app, { signedIn: session, run: await runOf(exchange, session) });
  }
  const token = url.searchParams.get("sessionToken") ?? url.searchParams.get("onetimetoken");
  const signedIn = session ?? (token ? await signInWithToken(exchange, token) : undefined);
  if (!signedIn) {
    url.searchParams.delete("sessionToken"); // used up: coming back with it would only be logged as a failure
    url.searchParams.delete("onetimetoken");
    return redirect(exchange, signInPath(url.pathname + url.search));
  }

  const run = await runOf(exchange, signedIn);
  const access = await accessTo(idp.store, { app: app.id, user: signedIn.user.id, run, now: idp.clock() });
  if ("refused" in access) {
    if (access.refused === "app-inactive") return refuseInactive(exchange, app, { signedIn, run });
    await recordEvents(exchange, [
      { ...access.event, actor: signedIn.user, targets: [app], result: "FAILURE", run, session: signedIn.session.uid },
    ]);
    return sendRefused(exchange, access, { app, user: signedIn.user });
  }

  const tile = tileOf(idp, app);
  if (!tile?.canLaunch(app)) return notLaunchable(exchange, app);
  await tile.launch(exchange, access.allowed, signedIn);
}

function notLaunchable(exchange: Exchange, app: App): void {
  const { idp, nonce } = exchange;
  sendPage(
    exchange,
    404,
    errorPage(
      { nonce, org: idp.org.name },
      {
        title: "404 Not Found",
        text: `${app.label} cannot be opened from the dashboard.`,
        fix: app.signOnMode === "OPENID_CONNECT" ? needsLoginUri(app) : undefined,
      },
    ),
  );
}

const needsLoginUri = ({ slug }: App) => ({
  text: "An OIDC app begins its own sign-in. Give it the address of the page that does:",
  command: `appint apps edit ${slug} --initiate-login-uri <uri>`,
});
