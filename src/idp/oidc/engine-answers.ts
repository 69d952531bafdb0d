/**
 * What is done with the engine's answer before it leaves: the log is written, and a refusal gets the platform's words.
 * The log comes first, so that whoever has the answer finds the events of it.
 */
import type { KoaContextWithOIDC } from "oidc-provider";
import { sha256Hex } from "../../crypto/hash.js";
import { appUserTarget } from "../../directory/events.js";
import { type IdpEvent, recordEvents } from "../log.js";
import { referrerPolicyOf } from "./authorization-answer.js";
import { recordAuthorizeFailure, requestData } from "./authorize-log.js";
import type { EngineRequest } from "./engine-request.js";
import { oauthError } from "./oauth-error.js";
import { eventOf } from "./server.js";
import { tokenErrorOf } from "./token-errors.js";

/** @param ctx the engine's context after its last step; status and body can still be changed */
export async function finishAnswer(request: EngineRequest, ctx: KoaContextWithOIDC): Promise<void> {
  if (request.authorize) await finishAuthorize(request, request.authorize, ctx);
  else await finishToken(request, ctx);
}

async function finishAuthorize(
  engine: EngineRequest,
  { request, access, signedIn }: NonNullable<EngineRequest["authorize"]>,
  ctx: KoaContextWithOIDC,
): Promise<void> {
  const { exchange, failure, run, client } = engine;
  const { server } = exchange;
  if (failure) {
    const error = oauthError(ctx.status, failure.error ?? "server_error", failure.error_description ?? "");
    const detail = failure.error_detail ?? failure.message;
    return recordAuthorizeFailure(exchange, { client, sent: request.sent, error, detail, run, session: signedIn });
  }
  const { code, id_token, access_token } = engine.authorized ?? {};
  if (!engine.authorized) return;

  if (ctx.status === 303) ctx.status = 302;
  ctx.set("Referrer-Policy", referrerPolicyOf(request));
  const { app, user, assignment } = access;
  const appUser = appUserTarget(user, assignment);
  const common = {
    actor: user,
    run,
    session: signedIn.session.uid,
    clientId: client.id,
    debugData: { ...requestData(request.sent), grantedScopes: ctx.oidc.params?.scope },
  };
  const events: IdpEvent[] = [
    ...(code ? [{ ...common, type: eventOf(server, "authorize.code"), targets: [app] }] : []),
    ...(id_token ? [{ ...common, type: eventOf(server, "authorize.implicit.id_token"), targets: [app] }] : []),
    ...(access_token
      ? [{ ...common, type: eventOf(server, "authorize.implicit.access_token"), targets: [app, accessToken(engine)] }]
      : []),
    {
      ...common,
      type: "user.authentication.sso",
      targets: [app, appUser, user],
      debugData: { ...common.debugData, signOnMode: "OpenID Connect" },
    },
  ];
  await recordEvents(exchange, events, engine.pending);
}

async function finishToken(engine: EngineRequest, ctx: KoaContextWithOIDC): Promise<void> {
  const { exchange, client, run, user, denied, failure, reference } = engine;
  if (!engine.readableByPage) ctx.remove("Access-Control-Allow-Origin");
  const grantType = ctx.oidc?.params?.grant_type;
  const common = {
    actor: user ?? client.app,
    run,
    clientId: client.id,
    targets: [client.app],
    debugData: { grantType, clientAuthType: client.authMethod },
  };
  if (!failure) {
    return recordEvents(
      exchange,
      issued(engine, ctx.body as TokenResponse).map((event) => ({ ...common, ...event })),
      engine.pending,
    );
  }

  const { status, error, description } = tokenErrorOf(failure, { status: ctx.status, grantType, reference });
  ctx.status = status;
  ctx.body = { error, error_description: description };
  const detail = failure.error_detail ?? failure.message;
  const refusal: IdpEvent = {
    ...common,
    type: eventOf(exchange.server, "token.grant"),
    result: "FAILURE",
    reason: denied?.event.reason ?? error,
    debugData: { ...common.debugData, error, errorDescription: description, errorDetail: detail },
  };
  const events: IdpEvent[] = [refusal];
  if (denied) events.unshift({ ...refusal, type: denied.event.type });
  if (detail === "refresh token already used")
    events.push({ ...refusal, type: eventOf(exchange.server, "token.detect_reuse") });
  await recordEvents(exchange, events);
}

interface TokenResponse {
  access_token?: string;
  id_token?: string;
  refresh_token?: string;
}

const target = (type: string, id: string) => ({ id, type, alternateId: id, displayName: type });
const accessToken = ({ accessTokenId = "" }: EngineRequest) => target("access_token", accessTokenId);

/** One event a token, as targets their ids: of a refresh token its hash, since it is nothing but a secret. */
function issued(engine: EngineRequest, body: TokenResponse): Pick<IdpEvent, "type" | "targets">[] {
  const { app } = engine.client;
  const { server } = engine.exchange;
  const events: Pick<IdpEvent, "type" | "targets">[] = [];
  if (body.access_token) {
    events.push({
      type: eventOf(server, "token.grant.access_token"),
      targets: [app, accessToken(engine)],
    });
  }
  if (body.id_token) events.push({ type: eventOf(server, "token.grant.id_token"), targets: [app] });
  if (body.refresh_token) {
    const id = sha256Hex(body.refresh_token).slice(0, 20);
    events.push({ type: eventOf(server, "token.grant.refresh_token"), targets: [app, target("refresh_token", id)] });
  }
  return events;
}
