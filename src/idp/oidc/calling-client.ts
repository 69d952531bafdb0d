/** The client behind a token, introspect or revoke request; whoever cannot prove to be one is answered and logged. */
import { endpoints } from "../../protocols/oidc/endpoints.js";
import { appById } from "../../store/apps.js";
import { NotAForm } from "../http/form.js";
import { recordEvents } from "../log.js";
import { readParameters } from "./authorization-request.js";
import type { OidcClient } from "./client.js";
import { authenticateClient, type RefusedClient } from "./client-authentication.js";
import { type OAuthError, oauthError, sendOAuthError } from "./oauth-error.js";
import { runOfForm } from "./run-of-request.js";
import { eventOf, type OAuthExchange } from "./server.js";
import { whoseSecret } from "./whose-secret.js";

/** @returns undefined when the caller has been answered */
export async function callingClient(
  exchange: OAuthExchange,
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

  const to = { issuer: exchange.server.issuer, audiences: audiencesOf(exchange) };
  const judged = await authenticateClient(idp, { authorization: req.headers.authorization, form, to });
  if ("client" in judged) return { client: judged.client, form };

  await recordFault(exchange, form, judged);
  return refuse(exchange, judged.refused);
}

/** Whom a client's assertion may be made out to: the endpoint that is called, the token endpoint, the server. */
const audiencesOf = ({ idp, server, url }: OAuthExchange): string[] => [
  idp.origin + url.pathname,
  idp.origin + server.path + endpoints.token,
  server.issuer,
];

function refuse(exchange: OAuthExchange, error: OAuthError): undefined {
  sendOAuthError(exchange, error);
  return undefined;
}

/** Logged where somebody can be named: the client that was tried, or the run whose code came along. */
async function recordFault(exchange: OAuthExchange, form: URLSearchParams, judged: RefusedClient): Promise<void> {
  const { idp } = exchange;
  const { refused, fault, tried, sent, detail } = judged;
  const run = await runOfForm(idp, form);
  if (tried === undefined && run === null) return;

  const app = tried ? await appById(idp.store.read, tried) : undefined;
  const ours = app?.org === idp.org.id ? app : undefined;
  const isSeveral = fault === "several-credentials";
  await recordEvents(exchange, [
    {
      type: isSeveral ? eventOf(exchange.server, "token.grant") : "app.oauth2.invalid_client_credentials",
      actor: ours ?? null,
      targets: ours ? [ours] : [],
      result: "FAILURE",
      reason: isSeveral ? "multiple_client_credentials" : "invalid_client_credentials",
      run,
      clientId: tried,
      debugData: {
        error: refused.error,
        errorDescription: refused.description,
        clientFault: fault,
        credentialsSent: sent,
        ...(detail !== undefined && { errorDetail: detail }),
        // Costs a look at every app: only for a run, whose report tells it.
        ...(fault === "wrong-secret" && run && ours && { secretSent: await whoseSecret(exchange, form, ours) }),
      },
    },
  ]);
}

const formWanted = oauthError(
  400,
  "invalid_request",
  "The request must be sent as 'application/x-www-form-urlencoded' form parameters.",
);
