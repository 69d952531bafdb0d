/**
 * GET and POST …/v1/authorize, at any authorization server. The order:
 *
 *   client and redirect URI     a page, never a redirect
 *   the request's own rules     authorization-checks.ts, answered at the redirect URI
 *   signed in? freshly enough?  else the sign-in page, or login_required
 *   accessTo                    app, person, assignment and overlay, also with a session and an old grant
 *   the groups claim            more groups than a token can name
 *   the engine                  issues the code (engine.ts)
 */
import type { EventType } from "../../system-log/event-types.js";
import { redirect } from "../http/answers.js";
import { accessTo } from "../sessions/access.js";
import { runOfBrowser } from "../sessions/run.js";
import { currentSession, type SignedIn } from "../sessions/session.js";
import { signInWithToken } from "../sessions/session-token.js";
import { signInPath } from "../sign-in/path.js";
import { sendAuthorizationError } from "./authorization-answer.js";
import { judgeAuthorizationRequest } from "./authorization-checks.js";
import type { AuthorizationRequest } from "./authorization-request.js";
import { recordAuthorizeFailure } from "./authorize-log.js";
import { readAuthorizationRequest } from "./authorize-read.js";
import { engineOf } from "./engine.js";
import { issueCode } from "./engine-requests.js";
import { groupsClaimFor } from "./groups-claim.js";
import { type OAuthError, oauthError } from "./oauth-error.js";
import type { OAuthExchange } from "./server.js";

export async function authorize(exchange: OAuthExchange): Promise<void> {
  const runOfCookie = await runOfBrowser(exchange);
  const request = await readAuthorizationRequest(exchange, runOfCookie);
  if (!request) return; // answered with a page

  const broken = judgeAuthorizationRequest(request);
  if (broken) return refuse(exchange, request, broken, { run: runOfCookie?.id ?? null });

  const session = await currentSession(exchange);
  if (!session || mustSignInAgain(exchange, request, session)) return askToSignIn(exchange, request);

  const run = session.session.run ?? runOfCookie?.id ?? null;
  const access = await accessTo(exchange.idp.store, {
    app: request.client.id,
    user: session.user.id,
    run,
    now: exchange.idp.clock(),
  });
  if ("refused" in access) {
    const denied = oauthError(400, "access_denied", access.text);
    return refuse(exchange, request, denied, { run, session, reason: access.event.reason, also: access.event.type });
  }

  const groups = await groupsClaimFor(exchange.idp, access.allowed.app, session.user.id, request.scopes);
  if ("refused" in groups) return refuse(exchange, request, groups.refused, { run, session });

  await issueCode(exchange, request, { access: access.allowed, signedIn: session, run });
}

/** prompt=login, and a session that is older than the app accepts. @see openid-connect-core-1_0 §3.1.2.1 */
function mustSignInAgain(
  { idp }: OAuthExchange,
  { prompts, sent }: AuthorizationRequest,
  { session }: SignedIn,
): boolean {
  if (prompts.has("login")) return true;
  const maxAge = sent.get("max_age");
  if (maxAge === undefined) return false;
  const ageSeconds = (idp.clock().getTime() - session.authTime.getTime()) / 1000;
  return maxAge === "0" || ageSeconds > Number(maxAge);
}

async function askToSignIn(exchange: OAuthExchange, request: AuthorizationRequest): Promise<void> {
  // It takes a third of a second to load and is needed right after: better now, while the person signs in.
  engineOf(exchange.idp, exchange.server).catch(() => {}); // whoever needs it is told
  const { sent, prompts } = request;
  const token = sent.get("sessionToken");
  if (token) {
    const signedIn = await signInWithToken(exchange, token);
    // The new cookie is not in this request: the browser comes again and brings it.
    if (signedIn) return redirect(exchange, pathOnceSignedIn(exchange));
  }
  if (prompts.has("none")) {
    const text = "The client specified not to prompt, but the user is not logged in.";
    return refuse(exchange, request, oauthError(400, "login_required", text), { run: null });
  }
  redirect(exchange, signInPath(pathOnceSignedIn(exchange), sent.get("login_hint")));
}

/** This request again, without what the sign-in in between has settled: it would be asked for for ever. */
function pathOnceSignedIn({ url }: OAuthExchange): string {
  const query = new URLSearchParams(url.searchParams);
  query.delete("sessionToken");
  query.delete("max_age");
  const prompts = (query.get("prompt") ?? "").split(" ").filter((prompt) => prompt !== "login" && prompt !== "");
  query.delete("prompt");
  if (prompts.length > 0) query.set("prompt", prompts.join(" "));
  return `${url.pathname}?${query}`;
}

async function refuse(
  exchange: OAuthExchange,
  request: AuthorizationRequest,
  error: OAuthError,
  about: { run: string | null; session?: SignedIn; reason?: string; also?: EventType },
): Promise<void> {
  await recordAuthorizeFailure(exchange, {
    client: request.client,
    sent: request.sent,
    error,
    reason: about.reason,
    run: about.run,
    session: about.session,
    also: about.also,
  });
  sendAuthorizationError(exchange, request, error);
}
