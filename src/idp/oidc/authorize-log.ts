/** What the system log keeps of an authorize request. */

import type { EventType } from "../../system-log/event-types.js";
import { type IdpEvent, recordEvents } from "../log.js";
import type { SignedIn } from "../sessions/session.js";
import type { SentParameters } from "./authorization-request.js";
import type { OidcClient } from "./client.js";
import type { OAuthError } from "./oauth-error.js";
import { eventOf, type OAuthExchange } from "./server.js";

/**
 * Logs `app.oauth2.authorize` FAILURE, or its like of a custom server.
 *
 * @param also the event type of a denial, logged beside it: `app.generic.unauth_app_access_attempt`
 * @param detail what the engine said, which the app never sees
 */
export async function recordAuthorizeFailure(
  exchange: OAuthExchange,
  about: {
    client?: OidcClient;
    sent: SentParameters;
    error: OAuthError;
    reason?: string;
    detail?: string;
    run: string | null;
    session?: SignedIn;
    also?: EventType;
  },
): Promise<void> {
  const { client, sent, error, session, run } = about;
  const common = {
    actor: session?.user ?? null,
    session: session?.session.uid,
    targets: client ? [client.app] : [],
    result: "FAILURE" as const,
    run,
    clientId: client?.id ?? sent.get("client_id"),
    debugData: {
      ...requestData(sent),
      error: error.error,
      errorDescription: error.description,
      ...(about.detail && { errorDetail: about.detail }),
    },
  };
  const events: IdpEvent[] = [
    { ...common, type: eventOf(exchange.server, "authorize"), reason: about.reason ?? reasonOf(error) },
  ];
  if (about.also) events.unshift({ ...common, type: about.also, reason: about.reason });
  await recordEvents(exchange, events);
}

/** The request's parameters under the log's own names; no secret is among them. */
export function requestData(sent: SentParameters): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const [name, key] of Object.entries(names)) {
    const value = sent.get(name);
    if (value !== undefined) data[key] = value;
  }
  return data;
}

const names = {
  client_id: "clientId",
  redirect_uri: "redirectUri",
  response_type: "responseType",
  response_mode: "responseMode",
  scope: "requestedScopes",
  state: "state",
  prompt: "prompt",
} as const;

function reasonOf({ error, description }: OAuthError): string {
  return description.includes("'redirect_uri'") ? "mismatched_redirect_uri" : error;
}
