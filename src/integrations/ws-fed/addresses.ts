/** The addresses and names under which a WS-Fed app's IdP side is known. */
import type { App } from "../../store/apps.js";
import type { Org } from "../../store/orgs.js";
import { atPath } from "../field.js";
import { tileAddress } from "../tile-address.js";
import { realm } from "./fields/realm.js";

/** Its own realm, else the one that is made of its key. */
export const realmOf = (app: App): string =>
  (atPath(app.document, realm.path) as string | null) ?? `urn:okta:app:${app.externalKey}`;

/** An app with a realm of its own has an endpoint of its own; the others share one and are told apart by the realm. */
export const wsFedAddresses = (org: Org, app: App) => ({
  signOnUrl: `${org.origin}/app/template_wsfed/${atPath(app.document, realm.path) ? `${app.externalKey}/` : ""}sso/wsfed/passive`,
  embedUrl: tileAddress(org, app),
  issuer: `http://www.okta.com/${app.externalKey}`,
});
