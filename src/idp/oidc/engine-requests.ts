/** Hands a judged request to the engine, in the form that the engine reads. */
import { Readable } from "node:stream";
import { randomToken } from "../../crypto/ids.js";
import { endpoints } from "../../protocols/oidc/endpoints.js";
import { nothingAllowed } from "../http/answers.js";
import type { Allowed } from "../sessions/access.js";
import type { SignedIn } from "../sessions/session.js";
import type { AuthorizationRequest } from "./authorization-request.js";
import type { OidcClient } from "./client.js";
import { signs } from "./client-authentication.js";
import { engineOf } from "./engine.js";
import { withEngineRequest } from "./engine-request.js";
import type { OAuthExchange } from "./server.js";

/** Answers the authorize request with what it asks for. The caller has judged the request, the session and the access. */
export async function issueCode(
  exchange: OAuthExchange,
  request: AuthorizationRequest,
  { access, signedIn, run }: { access: Allowed; signedIn: SignedIn; run: string | null },
): Promise<void> {
  const { idp, server, req, res } = exchange;
  const engine = await engineOf(idp, server);

  // Only what was judged goes on. max_age and prompt are settled; the engine wants consent for offline_access.
  const passed = new URLSearchParams();
  for (const name of passedOn) {
    const value = request.sent.get(name);
    if (value !== undefined) passed.set(name, value);
  }
  const wantsRefreshToken =
    request.responseType.has("code") &&
    request.scopes.includes("offline_access") &&
    request.client.grantTypes.includes("refresh_token");
  if (wantsRefreshToken) passed.set("prompt", "consent");
  req.url = `${server.path}${endpoints.authorize}?${passed}`;

  // With response_mode=form_post the engine writes a page, and adds the hash of its script here.
  res.setHeader("Content-Security-Policy", `${nothingAllowed}; script-src`);

  const authorize = { request, access, signedIn };
  await withEngineRequest({ exchange, client: request.client, authorize, run, pending: [] }, () => engine(req, res));
}

/** Answers a token request. The caller has authenticated the client and read the body, which the engine reads again. */
export async function redeem(
  exchange: OAuthExchange,
  {
    client,
    form,
    body: sent,
    readableByPage,
  }: { client: OidcClient; form: URLSearchParams; body: Buffer; readableByPage: boolean },
): Promise<void> {
  const { idp, server, req, res } = exchange;
  const engine = await engineOf(idp, server);
  // An assertion was judged and is used up; in its place the engine gets a password of this request alone.
  const ticket = signs(client) ? randomToken() : undefined;
  const body = ticket === undefined ? sent : Buffer.from(withoutAssertion(form, client, ticket).toString());
  if (ticket !== undefined) req.headers["content-length"] = String(body.length);
  Object.defineProperties(req, {
    readable: { value: true },
    iterator: { value: () => Readable.from([body]).iterator() },
  });
  req.url = server.path + endpoints.token;
  await withEngineRequest({ exchange, client, ticket, readableByPage, run: null, pending: [] }, () => engine(req, res));
}

function withoutAssertion(form: URLSearchParams, client: OidcClient, ticket: string): URLSearchParams {
  const passed = new URLSearchParams(form);
  passed.delete("client_assertion");
  passed.delete("client_assertion_type");
  passed.set("client_id", client.id);
  passed.set("client_secret", ticket);
  return passed;
}

const passedOn = [
  "client_id",
  "redirect_uri",
  "response_type",
  "response_mode",
  "scope",
  "state",
  "nonce",
  "code_challenge",
  "code_challenge_method",
] as const;
