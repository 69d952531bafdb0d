/** The answer to an SP that asked for no interaction, where there would have to be one. */
import { issuerOf } from "../../integrations/saml/addresses.js";
import { samlSettingsOf } from "../../integrations/saml/settings.js";
import type { AuthnRequest } from "../../protocols/saml/authn-request.js";
import { newMessageId } from "../../protocols/saml/message-id.js";
import { buildStatusResponse } from "../../protocols/saml/status-response.js";
import { STATUS } from "../../protocols/saml/urns.js";
import type { App } from "../../store/apps.js";
import type { Exchange } from "../http/exchange.js";
import { recordEvents } from "../log.js";
import type { Visitor } from "../sessions/visitor.js";
import { acsFor } from "./acs.js";
import { opening, sendToSp } from "./post-page.js";
import { refusalEvent } from "./refuse.js";
import { signerOf } from "./signer.js";

/**
 * Tells the SP that the person would have to sign in.
 *
 * @param app as the run of the browser sees it
 * @see saml-core-2.0 §3.4.1 (IsPassive)
 */
export async function respondNoPassive(
  exchange: Exchange,
  app: App,
  request: AuthnRequest,
  relayState: string,
  visitor: Visitor,
): Promise<void> {
  const { idp } = exchange;
  const settings = samlSettingsOf(app);
  const { acs, destination, ignored } = acsFor(request, settings);
  const xml = buildStatusResponse({
    id: newMessageId(),
    issuer: issuerOf(app),
    destination,
    inResponseTo: request.id,
    now: idp.clock(),
    status: [STATUS.responder, STATUS.noPassive],
    sign: await signerOf(idp, app, settings),
  });
  const debugData = {
    initiationType: "SP_INITIATED",
    acsUrl: acs,
    authnRequestId: request.id,
    ...(ignored ? { ignoredAcsUrl: ignored } : {}),
  };
  await recordEvents(exchange, [refusalEvent(app, { reason: "NoPassive", debugData }, visitor)]);
  sendToSp(exchange, { ...opening(app), action: acs, xml, relayState });
}
