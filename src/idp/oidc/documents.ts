/** Discovery and the key set: answered without the engine, since every app asks for them first. */
import { publishedKeys } from "../../directory/published-keys.js";
import { buildAuthorizationServerMetadata, buildOpenIdConfiguration } from "../../protocols/oidc/discovery.js";
import { buildJwks } from "../../protocols/oidc/jwks.js";
import { sendJson } from "../http/answers.js";
import { ensureSigningKeys } from "../keys/signing-keys.js";
import { announcedBy, type OAuthExchange } from "./server.js";

/** Public, and the same for a minute: an app may keep them. */
const cacheable = { "Cache-Control": "max-age=60, must-revalidate", "Access-Control-Allow-Origin": "*" };

export function openIdConfiguration(exchange: OAuthExchange): void {
  sendJson(exchange.res, 200, buildOpenIdConfiguration(announcedBy(exchange)), cacheable);
}

export function authorizationServerMetadata(exchange: OAuthExchange): void {
  sendJson(exchange.res, 200, buildAuthorizationServerMetadata(announcedBy(exchange)), cacheable);
}

export async function keys({ idp, server, res }: OAuthExchange): Promise<void> {
  await ensureSigningKeys(idp.store, idp.org, idp.clock(), server);
  const published = await publishedKeys(idp.store.read, idp.org, server);
  sendJson(res, 200, buildJwks(published.map(({ publicJwk }) => publicJwk)), cacheable);
}
