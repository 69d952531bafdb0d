/** The answer to the SP: a signed response in a page that posts itself, and the log event that goes with it. */
import { issuerOf } from "../../integrations/saml/addresses.js";
import { samlSettingsOf } from "../../integrations/saml/settings.js";
import { Problem } from "../../problem.js";
import type { SamlAttribute } from "../../protocols/saml/assertion.js";
import type { AuthnRequest } from "../../protocols/saml/authn-request.js";
import { newMessageId } from "../../protocols/saml/message-id.js";
import { buildResponse } from "../../protocols/saml/response.js";
import type { Exchange } from "../http/exchange.js";
import { recordEvents } from "../log.js";
import type { Allowed } from "../sessions/access.js";
import type { SignedIn } from "../sessions/session.js";
import { runOf } from "../sessions/visitor.js";
import { type Acs, acsFor } from "./acs.js";
import { attributesOf } from "./attributes-of.js";
import { sendToSp } from "./post-page.js";
import { refusalOf, refuse } from "./refuse.js";
import { signerOf } from "./signer.js";

export interface Reply {
  /** The SP's request; without one the response is unsolicited. */
  readonly request?: AuthnRequest;
  readonly relayState: string;
}

/**
 * Answers with the assertion about the signed-in person, whom the gate has just let through.
 *
 * @param allowed its app is the one that the run of the browser sees
 */
export async function respond(
  exchange: Exchange,
  allowed: Allowed,
  signedIn: SignedIn,
  { request, relayState }: Reply,
): Promise<void> {
  const { app } = allowed;
  const acs = acsFor(request ?? {}, samlSettingsOf(app));
  const run = await runOf(exchange, signedIn);
  let xml: string;
  let attributesLeftOut: readonly string[] = [];
  try {
    const { attributes, leftOut } = await attributesOf(exchange.idp, allowed, signedIn.session);
    xml = await responseXml(exchange, allowed, signedIn, { request, acs, attributes });
    attributesLeftOut = leftOut;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return refuse(exchange, app, refusalOf(error, "person"), { signedIn, run });
  }
  await recordEvents(exchange, [event(allowed, signedIn, run, { request, acs, attributesLeftOut })]);
  sendToSp(exchange, { action: acs.acs, app: app.label, xml, relayState });
}

/** @throws Problem XML_CHARACTER | SEAL_BROKEN */
async function responseXml(
  { idp }: Exchange,
  { app, assignment }: Allowed,
  { session }: SignedIn,
  { request, acs, attributes }: { request: AuthnRequest | undefined; acs: Acs; attributes: SamlAttribute[] },
): Promise<string> {
  const settings = samlSettingsOf(app);
  return buildResponse({
    issuer: issuerOf(app),
    destination: acs.destination,
    recipient: acs.recipient,
    audience: settings.audience,
    inResponseTo: request?.id,
    nameId: { value: assignment.username, format: settings.subjectNameIdFormat },
    attributes,
    authnContextClassRef: settings.authnContextClassRef,
    // The platform's own rule: the request's id where there is one.
    sessionIndex: request?.id ?? newMessageId(),
    authnInstant: session.authTime,
    now: idp.clock(),
    ids: { response: newMessageId(), assertion: newMessageId() },
    sign: {
      ...(await signerOf(idp, app, settings)),
      response: settings.responseSigned,
      assertion: settings.assertionSigned,
    },
  });
}

function event(
  { app, user, assignment }: Allowed,
  { session }: SignedIn,
  run: string | null,
  about: { request: AuthnRequest | undefined; acs: Acs; attributesLeftOut: readonly string[] },
) {
  const { request, attributesLeftOut } = about;
  const { acs, ignored } = about.acs;
  const appUser = {
    id: user.id,
    type: "AppUser",
    alternateId: assignment.username,
    displayName: `${user.firstName} ${user.lastName}`.trim(),
  };
  return {
    type: "user.authentication.sso" as const,
    actor: user,
    targets: [app, appUser, user],
    run,
    session: session.uid,
    debugData: {
      signOnMode: "SAML 2.0",
      initiationType: request ? "SP_INITIATED" : "IDP_INITIATED",
      acsUrl: acs,
      ...(ignored ? { ignoredAcsUrl: ignored } : {}),
      ...(request ? { authnRequestId: request.id } : {}),
      ...(attributesLeftOut.length > 0 ? { attributesLeftOut: attributesLeftOut.join("; ") } : {}),
    },
  };
}
