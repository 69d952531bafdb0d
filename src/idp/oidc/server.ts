/**
 * A request at one of the org's authorization servers. Every endpoint is written once and asks the exchange which
 * server it stands for: what one of them has issued is worth nothing at another.
 */
import {
  type AuthorizationServer,
  customAuthorizationServer,
  orgAuthorizationServer,
} from "../../directory/authorization-servers.js";
import type { Announced } from "../../protocols/oidc/discovery.js";
import { customScopes, orgScopes } from "../../protocols/oidc/supported.js";
import type { EventType } from "../../system-log/event-types.js";
import { notFound } from "../failures.js";
import { sendJson } from "../http/answers.js";
import type { Exchange } from "../http/exchange.js";
import type { Route } from "../http/router.js";

export interface OAuthExchange extends Exchange {
  readonly server: AuthorizationServer;
}

type Answer = (exchange: OAuthExchange) => Promise<void> | void;

/** The endpoint of the org's own server and, with the id in its path, of each custom one. */
export function onServers(method: Route["method"], path: string, answer: Answer): Route[] {
  return [
    { method, path: `/oauth2${path}`, handle: atOrg(answer) },
    { method, path: `/oauth2/:server${path}`, handle: atCustom(answer) },
  ];
}

export function atOrg(answer: Answer): Route["handle"] {
  return (exchange) => answer({ ...exchange, server: orgAuthorizationServer(exchange.idp.org) });
}

/** For routes with `:server` in their path. */
export function atCustom(answer: Answer): Route["handle"] {
  return (exchange) => {
    const id = exchange.params.server ?? "";
    const server = customAuthorizationServer(exchange.idp.org, id);
    return server ? answer({ ...exchange, server }) : unknownServer(exchange, id);
  };
}

/** What the server lets apps ask for. */
export const scopesOf = ({ type }: AuthorizationServer): readonly string[] =>
  type === "ORG" ? orgScopes : customScopes;

/** What its discovery documents are made from. */
export const announcedBy = ({ idp, server }: OAuthExchange): Announced => ({
  issuer: server.issuer,
  base: idp.origin + server.path,
  scopes: scopesOf(server),
});

type OAuthEvent =
  | "authorize"
  | "authorize.code"
  | "authorize.implicit.access_token"
  | "authorize.implicit.id_token"
  | "token.grant"
  | "token.grant.access_token"
  | "token.grant.id_token"
  | "token.grant.refresh_token"
  | "token.revoke"
  | "token.detect_reuse";

/** The event's type: those of custom servers have a prefix of their own. */
export const eventOf = ({ type }: AuthorizationServer, event: OAuthEvent): EventType =>
  type === "ORG" ? `app.oauth2.${event}` : `app.oauth2.as.${event}`;

/** In the words of the platform's API; what could be no id of a server is not repeated. */
function unknownServer(exchange: Exchange, id: string): void {
  if (!/^\w{1,40}$/.test(id)) {
    notFound(exchange);
    return;
  }
  sendJson(exchange.res, 404, {
    errorCode: "E0000007",
    errorSummary: `Not found: Resource not found: ${id} (AuthorizationServer)`,
    errorLink: "E0000007",
    errorId: `oae${exchange.transactionId}`,
    errorCauses: [],
  });
}
