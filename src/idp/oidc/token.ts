/**
 * POST …/v1/token: the client is authenticated and its request judged here, with the platform's words; the
 * engine then redeems the code or the refresh token, or answers an app that asks in its own name (engine-answers.ts words what it refuses).
 *
 * @see rfc6749 §4.1.3, §6
 */
import { grantTypes } from "../../protocols/oidc/supported.js";
import { recordEvents } from "../log.js";
import { grantNotEnabled } from "./authorization-checks.js";
import { words } from "./authorization-request.js";
import { callingClient } from "./calling-client.js";
import type { OidcClient } from "./client.js";
import { judgeClientCredentials } from "./client-credentials-grant.js";
import { allowAppOrigin } from "./cors.js";
import { redeem } from "./engine-requests.js";
import { type OAuthError, oauthError, sendOAuthError } from "./oauth-error.js";
import { runOfForm } from "./run-of-request.js";
import { eventOf, type OAuthExchange } from "./server.js";

export async function token(exchange: OAuthExchange): Promise<void> {
  const readableByPage = await allowAppOrigin(exchange);
  const called = await callingClient(exchange);
  if (!called) return;

  const { client, form } = called;
  const broken = judge(exchange, client, form);
  if (broken) {
    await recordEvents(exchange, [
      {
        type: eventOf(exchange.server, "token.grant"),
        actor: client.app,
        targets: [client.app],
        result: "FAILURE",
        reason: broken.error,
        run: await runOfForm(exchange.idp, form),
        clientId: client.id,
        debugData: {
          grantType: form.get("grant_type"),
          error: broken.error,
          errorDescription: broken.description,
        },
      },
    ]);
    return sendOAuthError(exchange, broken);
  }
  await redeem(exchange, { client, form, body: await exchange.body(), readableByPage });
}

function judge({ req, server }: OAuthExchange, client: OidcClient, form: URLSearchParams): OAuthError | undefined {
  const type = form.get("grant_type");
  if (!type) return oauthError(400, "invalid_request", "The token request has an invalid 'grant_type' parameter.");
  const known: readonly string[] = grantTypes.filter((grant) => grant !== "implicit"); // that is no request here
  if (!known.includes(type)) {
    return oauthError(400, "unsupported_grant_type", "The grant type in the request isn't supported.");
  }
  if (!client.grantTypes.includes(type)) return grantNotEnabled(client.grantTypes);
  if (type === "authorization_code" && req.headers.origin !== undefined && !form.get("code_verifier")) {
    return oauthError(
      401,
      "invalid_client",
      "Browser requests to the token endpoint must use Proof Key for Code Exchange.",
    );
  }
  // Whoever sends a proof gets a bound token; whose tokens must all be bound has to.
  if (client.dpopBound && !req.headers.dpop) {
    return oauthError(400, "invalid_dpop_proof", "The DPoP proof JWT header is missing.");
  }
  if (type === "client_credentials")
    return judgeClientCredentials(server, client, words(form.get("scope") ?? undefined));
  for (const name of type === "authorization_code" ? ["code", "redirect_uri"] : ["refresh_token"]) {
    if (!form.get(name)) {
      return oauthError(400, "invalid_request", `The token request has an invalid '${name}' parameter.`);
    }
  }
  return undefined;
}
