/** GET and POST /app/{name}/{externalKey}/sso/saml: the single sign-on service, with a request of the SP or without. */
import { type SamlSettings, samlSettingsOf } from "../../integrations/saml/settings.js";
import { Problem } from "../../problem.js";
import type { AuthnRequest } from "../../protocols/saml/authn-request.js";
import { type App, appByExternalKey } from "../../store/apps.js";
import { redirect, sendPage } from "../http/answers.js";
import type { Exchange } from "../http/exchange.js";
import { recordEvents } from "../log.js";
import { errorPage } from "../pages/error.js";
import { refusedPage } from "../pages/refused.js";
import { accessTo } from "../sessions/access.js";
import { runOfBrowser } from "../sessions/run.js";
import { currentSession, type SignedIn } from "../sessions/session.js";
import { signInWithToken } from "../sessions/session-token.js";
import { signInPath } from "../sign-in/index.js";
import { keepRequest, keptRequest, type Received, read } from "./receive.js";
import { acsFor, type RequestRefusal, requestChecks } from "./request-checks.js";
import { respond, respondNoPassive } from "./respond.js";
import { samlSignOnMode } from "./tile.js";

/** POST binding: keeps the request and has it fetched by GET, where the session cookie arrives. */
export async function ssoByPost(exchange: Exchange): Promise<void> {
  const app = await appOfUrl(exchange);
  if (!app) return;
  const form = await exchange.form();
  const samlRequest = form.get("SAMLRequest");
  if (samlRequest === null) return refuse(exchange, app, noRequest);
  const received: Received = {
    binding: "post",
    samlRequest,
    relayState: form.get("RelayState") ?? "",
    at: exchange.idp.clock().toISOString(),
  };
  if (!(await readOrRefuse(exchange, app, received))) return;
  redirect(exchange, await keepRequest(exchange, app.id, received), 303);
}

/** Redirect binding, a kept request, or none at all: then the sign-in is IdP-initiated. */
export async function sso(exchange: Exchange): Promise<void> {
  const { idp, url } = exchange;
  const app = await appOfUrl(exchange);
  if (!app) return;
  const received = await receivedBy(exchange, app);
  if (received === "gone") return refuse(exchange, app, requestGone);
  const request = received && (await readOrRefuse(exchange, app, received));
  if (received && !request) return;

  const token = url.searchParams.get("sessionToken");
  const signedIn = (await currentSession(exchange)) ?? (token ? await signInWithToken(exchange, token) : undefined);
  const settings = samlSettingsOf(app);
  const isForced = request?.forceAuthn === true && settings.honorForceAuthn;
  const isFresh =
    !isForced ||
    (signedIn !== undefined && received !== undefined && signedIn.session.authTime >= new Date(received.at));
  if (!signedIn || !isFresh) {
    if (request?.isPassive) return respondNoPassive(exchange, app, request, received?.relayState ?? "");
    const back = received ? await backTo(exchange, app, received) : url.pathname + url.search;
    return redirect(exchange, signInPath(back, request?.subject));
  }
  const run = signedIn.session.run ?? (await runOfBrowser(exchange))?.id ?? null;
  const access = await accessTo(idp.store, { app: app.id, user: signedIn.user.id, run, now: idp.clock() });
  if ("refused" in access) {
    await recordEvents(exchange, [
      { ...access.event, actor: signedIn.user, targets: [app], result: "FAILURE", run, session: signedIn.session.uid },
    ]);
    return sendPage(
      exchange,
      access.refused === "app-inactive" ? 404 : 403,
      refusedPage(exchange, access, { app, user: signedIn.user }),
    );
  }
  const seen = samlSettingsOf(access.allowed.app); // as the run sees it
  const refusal = request && firstRefusal(request, seen, access.allowed.app);
  if (refusal) return refuse(exchange, app, refusal, signedIn);
  const relayState = received
    ? received.relayState
    : (url.searchParams.get("RelayState") ?? seen.defaultRelayState ?? "");
  await respond(exchange, access.allowed, signedIn, {
    request,
    relayState,
    ...(request ? { acs: acsFor(request, seen) } : {}),
  });
}

/** The request of this GET; undefined when the IdP is to begin, "gone" for a handle that nobody knows any more. */
async function receivedBy(exchange: Exchange, app: App): Promise<Received | "gone" | undefined> {
  const query = exchange.url.searchParams;
  const handle = query.get("request");
  if (handle !== null) return (await keptRequest(exchange, app.id, handle)) ?? "gone";
  const samlRequest = query.get("SAMLRequest");
  if (samlRequest === null) return undefined;
  return {
    binding: "redirect",
    samlRequest,
    relayState: query.get("RelayState") ?? "",
    at: exchange.idp.clock().toISOString(),
  };
}

const backTo = async (exchange: Exchange, app: App, received: Received): Promise<string> => {
  const { url } = exchange;
  return url.searchParams.has("request")
    ? `${url.pathname}?request=${url.searchParams.get("request")}`
    : await keepRequest(exchange, app.id, received);
};

/** The request, judged; undefined when the browser has been answered with a refusal. */
async function readOrRefuse(exchange: Exchange, app: App, received: Received): Promise<AuthnRequest | undefined> {
  let refusal: RequestRefusal | undefined;
  try {
    const request = await read(received);
    refusal = firstRefusal(request, samlSettingsOf(app), app);
    if (!refusal) return request;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    refusal = { reason: error.what, text: `${error.what}.`, facts: [["why", error.why]], fix: { text: error.fix } };
  }
  await refuse(exchange, app, refusal);
  return undefined;
}

const firstRefusal = (request: AuthnRequest, settings: SamlSettings, app: App): RequestRefusal | undefined =>
  requestChecks.map((check) => check(request, settings, app)).find((refusal) => refusal !== undefined);

/** The app of the URL; undefined when the browser has been told that there is none, or that it is inactive. */
async function appOfUrl(exchange: Exchange): Promise<App | undefined> {
  const { idp, params, nonce } = exchange;
  const app = await appByExternalKey(idp.store.read, idp.org.id, params.externalKey ?? "");
  if (app?.signOnMode === samlSignOnMode && app.name === params.name && app.status === "ACTIVE") return app;
  const found = app?.name === params.name ? app : undefined;
  if (found) {
    await recordEvents(exchange, [
      {
        type: "app.generic.unauth_app_access_attempt",
        actor: null,
        targets: [found],
        result: "FAILURE",
        reason: "App is not active",
        run: (await runOfBrowser(exchange))?.id ?? null,
      },
    ]);
  }
  const fix = found
    ? { text: `${found.label} is inactive. Activate it:`, command: `appint apps activate ${found.slug}` }
    : { text: "Copy the sign-on URL again:", command: "appint apps show <app>" };
  sendPage(
    exchange,
    404,
    errorPage({ nonce, org: idp.org.name }, { title: "404 Not Found", text: "There is no app at this address.", fix }),
  );
  return undefined;
}

async function refuse(exchange: Exchange, app: App, refusal: RequestRefusal, signedIn?: SignedIn): Promise<void> {
  const { idp, nonce } = exchange;
  await recordEvents(exchange, [
    {
      type: "user.authentication.sso",
      actor: signedIn?.user ?? null,
      targets: [app],
      result: "FAILURE",
      reason: refusal.reason,
      run: (await runOfBrowser(exchange))?.id ?? null,
      debugData: Object.fromEntries([["signOnMode", "SAML 2.0"], ...refusal.facts]),
    },
  ]);
  sendPage(
    exchange,
    400,
    errorPage(
      { nonce, org: idp.org.name },
      {
        title: "400 Bad Request",
        text: refusal.text,
        code: "invalid_saml_request",
        facts: [["App", app.label], ...refusal.facts],
        fix: refusal.fix,
      },
    ),
  );
}

const noRequest: RequestRefusal = {
  reason: "The POST carries no SAMLRequest",
  text: "The POST carries no SAMLRequest.",
  facts: [],
  fix: {
    text: "Make the SP send its AuthnRequest in the form field SAMLRequest, or open the address by GET to start at the IdP.",
  },
};

const requestGone: RequestRefusal = {
  reason: "The kept AuthnRequest is gone",
  text: "This sign-in was begun more than an hour ago.",
  facts: [],
  fix: { text: "Start again at the app." },
};
