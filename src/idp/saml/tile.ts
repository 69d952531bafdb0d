/** The tile of a SAML app: an unsolicited response, with the app's default RelayState unless the link carries one. */
import { samlSettingsOf } from "../../integrations/saml/settings.js";
import type { Tile } from "../idp.js";
import { respond } from "./respond.js";

export const samlSignOnMode = "SAML_2_0";

export const samlTile: Tile = {
  signOnMode: samlSignOnMode,
  canLaunch: () => true,

  async launch(exchange, access, signedIn) {
    const relayState =
      exchange.url.searchParams.get("RelayState") ?? samlSettingsOf(access.app).defaultRelayState ?? "";
    await respond(exchange, access, signedIn, { relayState });
  },
};
