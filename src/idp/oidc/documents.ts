/** Discovery and the key set: answered without the engine, since every app asks for them first. */
import { buildAuthorizationServerMetadata, buildOpenIdConfiguration } from "../../protocols/oidc/discovery.js";
import { buildJwks } from "../../protocols/oidc/jwks.js";
import { sendJson } from "../http/answers.js";
import type { Exchange } from "../http/exchange.js";
import { ensureSigningKeys } from "../keys/signing-keys.js";
import { publicKeys } from "./access-token.js";

/** Public, and the same for a minute: an app may keep them. */
const cacheable = { "Cache-Control": "max-age=60, must-revalidate", "Access-Control-Allow-Origin": "*" };

export function openIdConfiguration({ idp, res }: Exchange): void {
  sendJson(res, 200, buildOpenIdConfiguration(idp.origin), cacheable);
}

export function authorizationServerMetadata({ idp, res }: Exchange): void {
  sendJson(res, 200, buildAuthorizationServerMetadata(idp.origin), cacheable);
}

/** The keys of ID tokens. Those of access tokens are not published: apps cannot verify them, as on the platform. */
export async function keys({ idp, res }: Exchange): Promise<void> {
  await ensureSigningKeys(idp.store, idp.org, idp.clock());
  sendJson(res, 200, buildJwks(await publicKeys(idp, "id-token")), cacheable);
}
