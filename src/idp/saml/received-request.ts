/**
 * An AuthnRequest as it came by either binding, kept for the time that a person needs to sign in.
 *
 * The handle in the URL says nothing to anybody else: it holds what the browser brought itself.
 */
import { sha256Hex } from "../../crypto/hash.js";
import { randomToken } from "../../crypto/ids.js";
import { type SamlSettings, samlSettingsOf } from "../../integrations/saml/settings.js";
import { Problem } from "../../problem.js";
import type { AuthnRequest } from "../../protocols/saml/authn-request.js";
import type { RequestMessage } from "../../protocols/saml/bindings.js";
import type { App } from "../../store/apps.js";
import { issueOnce, peekOnce } from "../../store/one-time.js";
import type { Exchange } from "../http/exchange.js";
import { noCertificate } from "./problems.js";
import { type Refusal, refusalOf } from "./refuse.js";
import { firstRefusal } from "./request-checks.js";
import { trustOf } from "./sp-trust.js";

const kind = "saml-request";
const lifeSeconds = 60 * 60;

export interface Received {
  readonly binding: "redirect" | "post";
  /** As it came, URL-decoded; null for a POST without one. */
  readonly samlRequest: string | null;
  readonly relayState: string;
  /** The query of HTTP-Redirect as it arrived: a signature is made over that. */
  readonly rawQuery?: string;
  /** When it first arrived, ISO 8601: a forced sign-in must be newer. */
  readonly at: string;
}

/** Keeps a request. @returns the path that brings the browser back to it */
export async function keepRequest({ idp, url }: Exchange, app: string, received: Received): Promise<string> {
  const handle = randomToken();
  const expires = new Date(idp.clock().getTime() + lifeSeconds * 1000);
  const once = { kind, id: sha256Hex(handle), org: idp.org.id, payload: { ...received, app }, expires };
  await idp.store.keep((tx) => issueOnce(tx, once));
  return `${url.pathname}?request=${handle}`;
}

/**
 * The request of this GET: its own, or the kept one that it names.
 *
 * @returns undefined when the IdP is to begin; "gone" for a handle that is unknown, of another app, or older than an hour
 */
export async function receivedBy({ idp, url, req }: Exchange, app: string): Promise<Received | "gone" | undefined> {
  const query = url.searchParams;
  const handle = query.get("request");
  if (handle !== null) {
    const kept = await peekOnce(idp.store.read, kind, sha256Hex(handle), idp.clock());
    return kept?.app === app ? (kept as unknown as Received) : "gone";
  }
  const samlRequest = query.get("SAMLRequest");
  if (samlRequest === null) return undefined;
  const relayState = query.get("RelayState") ?? "";
  const rawQuery = signedPartOf(req.url ?? "");
  return { binding: "redirect", samlRequest, relayState, rawQuery, at: idp.clock().toISOString() };
}

/** Of a request line, what a signature may cover and the signature: not the session token, which is used up. */
const signedPartOf = (address: string): string =>
  address
    .slice(address.indexOf("?") + 1)
    .split("&")
    .filter((pair) => !/^(sessionToken|request)=/.test(pair))
    .join("&");

export type Judged = { readonly request: AuthnRequest } | { readonly refusal: Refusal };

/**
 * Reads and judges a request. Where the app takes signed requests alone, what was signed is read and nothing else.
 *
 * @param app as the run of the browser sees it
 * @param at the address that it came to
 */
export async function judge({ samlRequest, ...received }: Received, app: App, at: string): Promise<Judged> {
  if (samlRequest === null) return { refusal: noRequest };
  const { readAuthnRequest } = await import("../../protocols/saml/authn-request.js");
  const settings = samlSettingsOf(app);
  let request: AuthnRequest;
  try {
    const message = { ...received, samlRequest };
    request = readAuthnRequest(settings.samlSignedRequestEnabled ? await verified(message, settings) : message);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { refusal: refusalOf(error, "request") };
  }
  const refusal = firstRefusal(request, app, at);
  return refusal ? { refusal } : { request };
}

/** @throws Problem SAML_REQUEST_… and SAML_SIGNATURE_… */
async function verified(message: RequestMessage, settings: SamlSettings): Promise<RequestMessage> {
  const trust = trustOf(settings);
  if (!trust) throw noCertificate();
  const { verifiedMessage } = await import("../../protocols/saml/verified-message.js");
  return await verifiedMessage(message, trust);
}

const noRequest: Refusal = {
  reason: "The POST carries no SAMLRequest",
  text: "The POST carries no SAMLRequest.",
  facts: [],
  fix: {
    text: "Make the SP send its AuthnRequest in the form field SAMLRequest, or open the address by GET to start at the IdP.",
  },
};
