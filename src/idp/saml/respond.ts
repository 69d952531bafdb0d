/** The answer to the SP: a signed response in a page that posts itself, and the log event that goes with it. */
import { pemOf } from "../../crypto/certificate.js";
import { appUserTarget } from "../../directory/events.js";
import { type SamlSettings, samlSettingsOf } from "../../integrations/saml/settings.js";
import { Problem } from "../../problem.js";
import type { AssertionOptions } from "../../protocols/saml/assertion.js";
import type { AuthnRequest } from "../../protocols/saml/authn-request.js";
import type { Encryption } from "../../protocols/saml/encryption.js";
import { newMessageId } from "../../protocols/saml/message-id.js";
import { buildResponse } from "../../protocols/saml/response.js";
import type { App } from "../../store/apps.js";
import type { Exchange } from "../http/exchange.js";
import { recordEvents } from "../log.js";
import type { Allowed } from "../sessions/access.js";
import type { SignedIn } from "../sessions/session.js";
import { runOf } from "../sessions/visitor.js";
import { type Acs, acsFor } from "./acs.js";
import { assertionAbout } from "./assertion-about.js";
import { opening, sendToSp } from "./post-page.js";
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
    const to = { recipient: acs.recipient, request };
    const saying = await assertionAbout(exchange.idp, allowed, signedIn.session, to);
    xml = await responseXml(exchange, app, saying.assertion, acs);
    attributesLeftOut = saying.attributesLeftOut;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // A certificate that cannot be used is a 400 on the platform too, though no request is to blame.
    const fault = error.code === "SAML_ENCRYPTION_CERTIFICATE" ? "request" : "person";
    return refuse(exchange, app, refusalOf(error, fault), { signedIn, run });
  }
  await recordEvents(exchange, [event(allowed, signedIn, run, { request, acs, attributesLeftOut })]);
  sendToSp(exchange, { ...opening(app), action: acs.acs, xml, relayState });
}

/** @throws Problem XML_CHARACTER | SEAL_BROKEN | SAML_ENCRYPTION_CERTIFICATE */
async function responseXml({ idp }: Exchange, app: App, assertion: AssertionOptions, acs: Acs): Promise<string> {
  const settings = samlSettingsOf(app);
  return buildResponse({
    ...assertion,
    destination: acs.destination,
    ids: { response: newMessageId(), assertion: newMessageId() },
    sign: {
      ...(await signerOf(idp, app, settings)),
      response: settings.responseSigned,
      assertion: settings.assertionSigned,
    },
    encrypt: encryptionOf(settings),
  });
}

/** The algorithms where an app names none are those that the platform begins with. */
function encryptionOf({ assertionEncryption }: SamlSettings): Encryption | undefined {
  const { enabled, x5c, encryptionAlgorithm, keyTransportAlgorithm } = assertionEncryption;
  if (!enabled) return undefined;
  return {
    certificatePem: pemOf(x5c?.[0] ?? ""),
    algorithm: encryptionAlgorithm ?? "AES256_GCM",
    keyTransport: keyTransportAlgorithm ?? "RSA_OAEP",
  };
}

function event(
  { app, user, assignment }: Allowed,
  { session }: SignedIn,
  run: string | null,
  about: { request: AuthnRequest | undefined; acs: Acs; attributesLeftOut: readonly string[] },
) {
  const { request, attributesLeftOut } = about;
  const { acs, ignored } = about.acs;
  return {
    type: "user.authentication.sso" as const,
    actor: user,
    targets: [app, appUserTarget(user, assignment), user],
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
