/** The IdP's refusal of the app's token request in a trace: what the app sent to prove who it is, and why that was no good. */
import { deliveryOf, type Trace } from "./trace.js";

export interface RefusedClient {
  /** The IdP's word for what is wrong: `wrong-secret`, `secret-missing`, … */
  fault: string;
  /** Where in the token request credentials were found: `Authorization: Basic`, `client_secret`, … */
  sent: readonly string[];
  /** Of a wrong secret: what it is instead. */
  secretSent: string | undefined;
  /** The error as the app got it: `invalid_client: The client secret …`. */
  error: string;
  /** How the app is registered: `client_secret_basic`, `none`, … */
  registered: string;
  /** The page of the app that took the code. */
  callback: string;
}

/** Undefined where the app brought no code to the token endpoint, or was accepted there. */
export function refusedClientOf(trace: Trace): RefusedClient | undefined {
  if (trace.app.signOnMode !== "OPENID_CONNECT") return undefined;
  const delivery = deliveryOf(trace);
  // The last word counts: many libraries try one way after another.
  const last = trace.events.findLast(({ eventType }) => eventType.startsWith("app.oauth2."));
  const data = (last?.body as Body | undefined)?.debugContext?.debugData;
  if (!delivery || !data?.clientFault) return undefined;
  const { token_endpoint_auth_method: registered = "client_secret_basic" } = trace.app.document.credentials
    .oauthClient as { token_endpoint_auth_method?: string };
  return {
    fault: data.clientFault,
    sent: data.credentialsSent ?? [],
    secretSent: data.secretSent,
    error: [data.error, data.errorDescription].filter(Boolean).join(": "),
    registered,
    callback: new URL(delivery.request.url).pathname,
  };
}

interface Body {
  debugContext?: {
    debugData?: {
      clientFault?: string;
      credentialsSent?: string[];
      secretSent?: string;
      error?: string;
      errorDescription?: string;
    };
  };
}
