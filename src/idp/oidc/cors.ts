/**
 * Which pages of other origins may read an answer: token and userinfo those of registered redirect URIs, discovery
 * and keys everybody.
 *
 * @see fetch standard §3.3
 */

import { allAppsOfOrg } from "../every-app.js";
import type { Exchange } from "../http/exchange.js";
import { clientOf, openIdConnect } from "./client.js";

/** Adds the header for the page's origin, if it is one of an active app. */
export async function allowAppOrigin(exchange: Exchange): Promise<boolean> {
  const { req, res } = exchange;
  const { origin } = req.headers;
  if (origin === undefined) return false;
  res.setHeader("Vary", "Origin");
  if (!(await isAppOrigin(exchange, origin))) return false;
  res.setHeader("Access-Control-Allow-Origin", origin);
  res.setHeader("Access-Control-Expose-Headers", "WWW-Authenticate, DPoP-Nonce");
  return true;
}

/** Answers the browser's question before a request that is not simple: one with an Authorization header. */
export function preflight(methods: string): (exchange: Exchange) => Promise<void> {
  return async (exchange) => {
    const { res } = exchange;
    if (await allowAppOrigin(exchange)) {
      res.setHeader("Access-Control-Allow-Methods", methods);
      res.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, DPoP, X-Okta-User-Agent-Extended");
      res.setHeader("Access-Control-Max-Age", "600");
    }
    res.writeHead(204).end();
  };
}

async function isAppOrigin({ idp }: Exchange, origin: string): Promise<boolean> {
  for await (const app of allAppsOfOrg(idp)) {
    if (app.signOnMode !== openIdConnect || app.status !== "ACTIVE") continue;
    if (clientOf(app).redirectUris.some((uri) => originOf(uri) === origin)) return true;
  }
  return false;
}

/** Undefined for a custom scheme, whose origin is the word "null": so is that of every sandboxed page. */
function originOf(uri: string): string | undefined {
  if (!URL.canParse(uri)) return undefined;
  const { origin, protocol } = new URL(uri);
  return protocol === "http:" || protocol === "https:" ? origin : undefined;
}
