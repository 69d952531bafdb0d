/** Tells the request that goes to an IdP from every other: it is read and never sent. */
import type { PendingRequest } from "../smoke/agents/agent.js";

/** How an app may ask for a sign-in. */
export type Protocol = "saml" | "oidc" | "ws-fed";

/** What travels, wherever it goes: the parameters of the query, then those of the form. */
export type Message = Pick<PendingRequest, "url" | "fields">;

/** A request for a sign-in that was met on the way. */
export interface IdpRequest extends Message {
  protocol: Protocol;
}

export const parametersOf = ({ url, fields }: Message): (readonly [string, string])[] => [
  ...new URL(url).searchParams,
  ...fields,
];

/**
 * Which protocol a message speaks, by the names of its parameters alone; undefined for a request of the app itself.
 *
 * @see saml-bindings-2.0 §3.4.4, rfc6749 §4.1.1, ws-federation §13.2.1
 */
export function protocolOf(message: Message): Protocol | undefined {
  const parameters = new Map(parametersOf(message));
  if (parameters.has("SAMLRequest")) return "saml";
  const isAuthorize = ["response_type", "request_uri", "request"].some((name) => parameters.has(name));
  if (parameters.has("client_id") && isAuthorize) return "oidc";
  return parameters.get("wa") === "wsignin1.0" ? "ws-fed" : undefined;
}

export function idpRequestOf({ url, fields }: Message): IdpRequest | undefined {
  const protocol = protocolOf({ url, fields });
  return protocol && { protocol, url, fields };
}
