/**
 * GET and POST /app/{name}/{externalKey}/slo/saml: an SP signs a person out of the IdP, and is answered by POST.
 *
 * A LogoutRequest by POST is kept and fetched again by GET, as an AuthnRequest is: a browser keeps its cookies from a
 * cross-site POST. Other apps of the browser are not told.
 *
 * @see saml-profiles-2.0 §4.4
 */
import { issuerOf } from "../../integrations/saml/addresses.js";
import { samlSettingsOf } from "../../integrations/saml/settings.js";
import { Problem } from "../../problem.js";
import type { RequestMessage } from "../../protocols/saml/bindings.js";
import type { LogoutRequest } from "../../protocols/saml/logout-request.js";
import { newMessageId } from "../../protocols/saml/message-id.js";
import { buildStatusResponse } from "../../protocols/saml/status-response.js";
import { STATUS } from "../../protocols/saml/urns.js";
import type { App } from "../../store/apps.js";
import { assignmentOf } from "../../store/assignments.js";
import type { Exchange } from "../http/exchange.js";
import { recordEvents } from "../log.js";
import { commandLine } from "../pages/command.js";
import { endSession } from "../sessions/session.js";
import { type Visitor, visitorOf } from "../sessions/visitor.js";
import { appOfUrl } from "./app-of-url.js";
import { opening, sendToSp } from "./post-page.js";
import { receivedBy } from "./received-request.js";
import { type Refusal, refusalOf, refuse } from "./refuse.js";
import { seenByRun } from "./seen-by-run.js";
import { signerOf } from "./signer.js";
import { trustOf } from "./sp-trust.js";

export async function logout(exchange: Exchange): Promise<void> {
  const { idp } = exchange;
  const app = await appOfUrl(exchange);
  if (!app) return;
  const visitor = await visitorOf(exchange);
  const seen = await seenByRun(idp, app, visitor.run);
  if (!samlSettingsOf(seen).slo.enabled) return refuse(exchange, app, notSetUp(app), visitor, "slo");
  const received = await receivedBy(exchange, app.id);
  if (received === undefined || received === "gone" || received.samlRequest === null)
    return refuse(exchange, app, noRequest, visitor, "slo");

  let judged: Judged;
  try {
    judged = await judge(exchange, { ...received, samlRequest: received.samlRequest }, seen, visitor);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return refuse(exchange, app, refusalOf(error, "request"), visitor, "slo");
  }
  if (judged.reason === undefined) await endSession(exchange);
  await answer(exchange, seen, visitor, judged);
}

interface Judged {
  /** What the answer answers: as it was signed or, where it was not, as it came. */
  request: Pick<LogoutRequest, "id">;
  relayState: string;
  /** Why nobody is signed out; undefined where all of the request is right. */
  reason?: string;
}

/** @throws Problem SAML_REQUEST_… for what cannot even be read, so that there is nothing to answer */
async function judge(
  { idp, url }: Exchange,
  message: RequestMessage & { relayState: string },
  app: App,
  { signedIn }: Visitor,
): Promise<Judged> {
  const { readLogoutRequest } = await import("../../protocols/saml/logout-request.js");
  const { verifiedMessage } = await import("../../protocols/saml/verified-message.js");
  const claimed = { request: readLogoutRequest(message), relayState: message.relayState };
  const settings = samlSettingsOf(app);
  const trust = trustOf(settings);
  if (!trust) return { ...claimed, reason: "Invalid Signature: the app has no signature certificate" };
  let verified: RequestMessage;
  try {
    verified = await verifiedMessage(message, trust);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { ...claimed, reason: `Invalid Signature: ${error.what}` };
  }
  const request = readLogoutRequest(verified);
  const assignment = signedIn && (await assignmentOf(idp.store.read, app.id, signedIn.user.id));
  const reason = reasonAgainst(request, {
    issuer: settings.slo.issuer,
    at: idp.origin + url.pathname,
    now: idp.clock(),
    // Whoever is not signed in is signed out already.
    nameId: signedIn ? (assignment?.username ?? null) : request.nameId,
  });
  return { request, relayState: verified.relayState ?? "", reason };
}

function reasonAgainst(
  { issuer, destination, nameId, notOnOrAfter }: LogoutRequest,
  wanted: { issuer: string | undefined; at: string; now: Date; nameId: string | null | undefined },
): string | undefined {
  if (issuer === undefined || issuer !== wanted.issuer)
    return `Invalid Issuer: ${issuer ?? "none"} is not the SP Issuer of the app`;
  if (destination !== undefined && destination !== wanted.at) return `Invalid Destination: ${destination}`;
  if (notOnOrAfter && notOnOrAfter <= wanted.now) return "The LogoutRequest has expired";
  if (nameId !== wanted.nameId) return "Invalid NameID: it is not that of the person who is signed in";
  return undefined;
}

/** Tells the SP and the log how it went. */
async function answer(exchange: Exchange, app: App, visitor: Visitor, judged: Judged): Promise<void> {
  const { idp } = exchange;
  const { request, relayState, reason } = judged;
  const settings = samlSettingsOf(app);
  const action = settings.slo.logoutUrl ?? "";
  const xml = buildStatusResponse({
    to: "LogoutRequest",
    id: newMessageId(),
    issuer: issuerOf(app),
    destination: action,
    inResponseTo: request.id,
    now: idp.clock(),
    status: reason === undefined ? [STATUS.success] : [STATUS.responder, STATUS.authnFailed],
    sign: await signerOf(idp, app, settings),
  });
  await recordEvents(exchange, [
    {
      type: "user.authentication.slo",
      actor: visitor.signedIn?.user ?? null,
      targets: [app],
      result: reason === undefined ? "SUCCESS" : "FAILURE",
      reason,
      run: visitor.run,
      session: visitor.signedIn?.session.uid,
      debugData: { signOnMode: "SAML 2.0", initiationType: "SP_INITIATED", logoutRequestId: request.id },
    },
  ]);
  sendToSp(exchange, { ...opening(app), title: `Signing out of ${app.label}`, action, xml, relayState });
}

const notSetUp = ({ slug }: App): Refusal => ({
  reason: "Single logout is not set up",
  text: "The app does not sign people out of the IdP.",
  facts: [],
  fix: {
    text: "Set it up with the certificate that the SP signs with, and where the answer goes:",
    command: `${commandLine("appint", "apps", "edit", slug)} --signature-certificate <file> --single-logout --single-logout-url <url> --sp-issuer <uri>`,
  },
});

const noRequest: Refusal = {
  reason: "There is no LogoutRequest",
  text: "This address takes the LogoutRequest of an SP, and there is none.",
  facts: [],
  fix: { text: "Make the SP send its LogoutRequest as SAMLRequest, by redirect or by a form." },
};
