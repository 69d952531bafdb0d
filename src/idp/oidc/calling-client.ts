/** The client behind a token, introspect or revoke request; whoever cannot prove to be one is answered and logged. */
import { appById } from "../../store/apps.js";
import type { Exchange } from "../http/exchange.js";
import { NotAForm } from "../http/form.js";
import { recordEvents } from "../log.js";
import { readParameters } from "./authorization-request.js";
import type { OidcClient } from "./client.js";
import { authenticateClient } from "./client-authentication.js";
import { type OAuthError, oauthError, sendOAuthError } from "./oauth-error.js";

/** @returns undefined when the caller has been answered */
export async function callingClient(
  exchange: Exchange,
): Promise<{ client: OidcClient; form: URLSearchParams } | undefined> {
  const { idp, req } = exchange;
  let form: URLSearchParams;
  try {
    form = await exchange.form();
  } catch (error) {
    if (!(error instanceof NotAForm)) throw error;
    return refuse(exchange, formWanted);
  }
  const read = readParameters(form);
  if ("repeated" in read) {
    return refuse(
      exchange,
      oauthError(400, "invalid_request", `The '${read.repeated}' parameter is sent more than once.`),
    );
  }

  const judged = await authenticateClient(idp, { authorization: req.headers.authorization, form });
  if ("client" in judged) return { client: judged.client, form };

  if (judged.hasSecretFault) await recordFault(exchange, judged.refused, judged.tried);
  return refuse(exchange, judged.refused);
}

function refuse(exchange: Exchange, error: OAuthError): undefined {
  sendOAuthError(exchange, error);
  return undefined;
}

async function recordFault(exchange: Exchange, error: OAuthError, tried: string | undefined): Promise<void> {
  const app = tried ? await appById(exchange.idp.store.read, tried) : undefined;
  const ours = app?.org === exchange.idp.org.id ? app : undefined;
  await recordEvents(exchange, [
    {
      type: "app.oauth2.invalid_client_credentials",
      actor: ours ?? null,
      targets: ours ? [ours] : [],
      result: "FAILURE",
      reason: "invalid_client_credentials",
      run: null,
      clientId: tried,
      debugData: { error: error.error, errorDescription: error.description },
    },
  ]);
}

const formWanted = oauthError(
  400,
  "invalid_request",
  "The request must be sent as 'application/x-www-form-urlencoded' form parameters.",
);
