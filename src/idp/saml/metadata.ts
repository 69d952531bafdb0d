/**
 * GET /app/{externalKey}/sso/saml/metadata: public, without a sign-in, as SPs fetch it. The certificate in it is the one
 * that signs now, as on the platform; with `?kid=` another one of the app, so that an SP can know the next one in time.
 */
import { samlAddresses } from "../../integrations/saml/addresses.js";
import { samlSettingsOf } from "../../integrations/saml/settings.js";
import { buildIdpMetadata } from "../../protocols/saml/idp-metadata.js";
import { appByExternalKey } from "../../store/apps.js";
import { keysOf } from "../../store/keys.js";
import { notFound } from "../failures.js";
import type { Exchange } from "../http/exchange.js";
import { samlSignOnMode } from "./tile.js";

export async function metadata(exchange: Exchange): Promise<void> {
  const { idp, params, res } = exchange;
  const app = await appByExternalKey(idp.store.read, idp.org.id, params.externalKey ?? "");
  if (app?.signOnMode !== samlSignOnMode) return notFound(exchange);
  const keys = await keysOf(idp.store.read, idp.org.id, { app: app.id });
  const kid = exchange.url.searchParams.get("kid");
  const shown = keys.filter((key) => (kid === null ? key.status === "ACTIVE" : key.kid === kid));
  if (shown.length === 0 && kid !== null) return notFound(exchange);
  const { issuer, signOnUrl, logoutUrl } = samlAddresses(idp.org, app);
  const { samlSignedRequestEnabled, slo } = samlSettingsOf(app);
  const xml = buildIdpMetadata({
    entityId: issuer,
    ssoUrl: signOnUrl,
    certificatesPem: shown.flatMap(({ purpose, certificatePem }) =>
      purpose === "saml" && certificatePem ? [certificatePem] : [],
    ),
    wantAuthnRequestsSigned: samlSignedRequestEnabled,
    sloUrl: slo.enabled ? logoutUrl : undefined,
  });
  res.setHeader("Content-Type", "application/xml; charset=utf-8");
  res.setHeader("Content-Length", Buffer.byteLength(xml));
  res.setHeader("Cache-Control", "no-cache");
  res.end(exchange.method === "HEAD" ? undefined : xml);
}
