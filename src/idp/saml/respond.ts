/** The answer to the SP: a signed response in a page that posts itself, and the log event that goes with it. */
import { createPrivateKey, type KeyObject } from "node:crypto";
import { evaluate } from "../../directory/expression.js";
import { issuerOf } from "../../integrations/saml/addresses.js";
import { type SamlSettings, samlSettingsOf } from "../../integrations/saml/settings.js";
import type { AuthnRequest } from "../../protocols/saml/authn-request.js";
import { newMessageId } from "../../protocols/saml/message-id.js";
import { buildResponse } from "../../protocols/saml/response.js";
import type { Signer } from "../../protocols/saml/signature.js";
import { buildStatusResponse } from "../../protocols/saml/status-response.js";
import { STATUS } from "../../protocols/saml/urns.js";
import type { App } from "../../store/apps.js";
import { activeKey, openKey } from "../../store/keys.js";
import { sendPage } from "../http/answers.js";
import type { Exchange } from "../http/exchange.js";
import type { Idp } from "../idp.js";
import { recordEvents } from "../log.js";
import type { Allowed } from "../sessions/access.js";
import { runOfBrowser } from "../sessions/run.js";
import type { SignedIn } from "../sessions/session.js";
import { postPage } from "./post-page.js";
import { acsFor } from "./request-checks.js";

export interface Reply {
  /** The SP's request; without one the response is unsolicited. */
  request?: AuthnRequest;
  relayState: string;
  acs?: ReturnType<typeof acsFor>;
}

/** Answers with the assertion about the signed-in person, whom the gate has just let through. */
export async function respond(
  exchange: Exchange,
  { app, user, assignment }: Allowed,
  { session }: SignedIn,
  reply: Reply,
): Promise<void> {
  const { idp, nonce } = exchange;
  const settings = samlSettingsOf(app);
  const { request, relayState, acs = acsFor({}, settings) } = reply;
  const ids = { response: newMessageId(), assertion: newMessageId() };
  const xml = buildResponse({
    issuer: issuerOf(app),
    destination: acs.destination,
    recipient: acs.recipient,
    audience: settings.audience,
    inResponseTo: request?.id,
    nameId: { value: assignment.username, format: settings.subjectNameIdFormat },
    attributes: settings.attributeStatements.map(({ name, namespace, values }) => ({
      name,
      nameFormat: namespace,
      values: values.flatMap((expression) => evaluate(expression, user)),
    })),
    authnContextClassRef: settings.authnContextClassRef,
    // The platform's own rule: the request's id where there is one.
    sessionIndex: request?.id ?? newMessageId(),
    authnInstant: session.authTime,
    now: idp.clock(),
    ids,
    sign: {
      ...(await signerOf(idp, app, settings)),
      response: settings.responseSigned,
      assertion: settings.assertionSigned,
    },
  });
  await recordEvents(exchange, [
    {
      type: "user.authentication.sso",
      actor: user,
      targets: [
        app,
        {
          id: user.id,
          type: "AppUser",
          alternateId: assignment.username,
          displayName: `${user.firstName} ${user.lastName}`,
        },
        user,
      ],
      run: session.run,
      session: session.uid,
      debugData: {
        signOnMode: "SAML 2.0",
        initiationType: request ? "SP_INITIATED" : "IDP_INITIATED",
        acsUrl: acs.acs,
        ...(acs.ignored ? { ignoredAcsUrl: acs.ignored } : {}),
        ...(request ? { authnRequestId: request.id } : {}),
      },
    },
  ]);
  sendPage(
    exchange,
    200,
    postPage({ nonce, org: idp.org.name }, { action: acs.acs, app: app.label, samlResponse: encoded(xml), relayState }),
  );
}

/** Tells an SP that asked for no interaction that nobody is signed in. @see saml-core-2.0 §3.4.1 (IsPassive) */
export async function respondNoPassive(
  exchange: Exchange,
  app: App,
  request: AuthnRequest,
  relayState: string,
): Promise<void> {
  const { idp, nonce } = exchange;
  const settings = samlSettingsOf(app);
  const { acs, destination } = acsFor(request, settings);
  const xml = buildStatusResponse({
    id: newMessageId(),
    issuer: issuerOf(app),
    destination,
    inResponseTo: request.id,
    now: idp.clock(),
    status: [STATUS.responder, STATUS.noPassive],
    sign: await signerOf(idp, app, settings),
  });
  await recordEvents(exchange, [
    {
      type: "user.authentication.sso",
      actor: null,
      targets: [app],
      result: "FAILURE",
      reason: "NoPassive",
      run: (await runOfBrowser(exchange))?.id ?? null,
      debugData: { signOnMode: "SAML 2.0", authnRequestId: request.id },
    },
  ]);
  sendPage(
    exchange,
    200,
    postPage({ nonce, org: idp.org.name }, { action: acs, app: app.label, samlResponse: encoded(xml), relayState }),
  );
}

const encoded = (xml: string): string => Buffer.from(xml, "utf8").toString("base64");

/** Parsed keys by kid: parsing a PEM costs more than half a signature. */
const parsed = new Map<string, KeyObject>();

async function signerOf(
  { store, org }: Idp,
  app: App,
  { signatureAlgorithm, digestAlgorithm }: SamlSettings,
): Promise<Signer> {
  const sealed = await activeKey(store.read, org.id, "saml", app.id);
  if (!sealed?.certificatePem) throw new Error(`${app.slug} has no signing key`);
  let key = parsed.get(sealed.kid);
  if (!key) {
    key = createPrivateKey(openKey(store, sealed).privateKeyPem);
    parsed.set(sealed.kid, key);
  }
  return { key, certificatePem: sealed.certificatePem, signatureAlgorithm, digestAlgorithm };
}
