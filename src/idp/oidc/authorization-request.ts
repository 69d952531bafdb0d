/** An authorize request, read once: what was sent, for which client, and where an answer may go. */

import type { AuthorizationServer } from "../../directory/authorization-servers.js";
import type { ResponseMode } from "../../protocols/oidc/supported.js";
import type { OidcClient } from "./client.js";

/** The parameters with exactly one value each, in the order sent. */
export type SentParameters = ReadonlyMap<string, string>;

/** A request whose client and redirect URI are good: an error may be sent to the app from here on. */
export interface AuthorizationRequest {
  readonly client: OidcClient;
  /** The authorization server that is asked. */
  readonly server: AuthorizationServer;
  readonly redirectUri: string;
  /** What is asked for, each word once: `code`, `id_token`, `token`. */
  readonly responseType: ReadonlySet<string>;
  readonly responseMode: ResponseMode;
  readonly state: string | undefined;
  readonly sent: SentParameters;
  readonly scopes: readonly string[];
  readonly prompts: ReadonlySet<string>;
}

/** The parameters, or the name of one that was sent twice. Empty values count as absent. @see rfc6749 §3.1 */
export function readParameters(query: URLSearchParams): { sent: SentParameters } | { repeated: string } {
  const sent = new Map<string, string>();
  for (const [name, value] of query) {
    if (sent.has(name)) return { repeated: name };
    sent.set(name, value);
  }
  return { sent: new Map([...sent].filter(([, value]) => value !== "")) };
}

/** Words of a space-separated parameter, each once. */
export function words(value: string | undefined): string[] {
  return [...new Set(value?.split(" ").filter(Boolean))];
}
