/** The addresses and the name under which a SAML app's IdP side is reached. */
import type { App } from "../../store/apps.js";
import type { Org } from "../../store/orgs.js";
import { tileAddress } from "../tile-address.js";

/** The issuer of a SAML app: its template with the app's external key. */
export const issuerOf = (app: App): string =>
  String((app.document.settings.signOn as Record<string, unknown>).idpIssuer).replaceAll(
    "${org.externalKey}",
    app.externalKey,
  );

export const samlAddresses = (org: Org, app: App) => ({
  metadataUrl: `${org.origin}/app/${app.externalKey}/sso/saml/metadata`,
  signOnUrl: `${org.origin}/app/${app.name}/${app.externalKey}/sso/saml`,
  /** Where the SP signs people out, if the app has single logout. */
  logoutUrl: `${org.origin}/app/${app.name}/${app.externalKey}/slo/saml`,
  embedUrl: tileAddress(org, app),
  issuer: issuerOf(app),
});
