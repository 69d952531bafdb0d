/**
 * An AuthnRequest as it came by either binding, kept for the time that a person needs to sign in.
 *
 * A browser keeps the session cookie from a cross-site POST, so a posted request is kept and fetched again by GET. The
 * handle in that URL says nothing to anybody else: it holds what the browser brought itself.
 */
import { sha256Hex } from "../../crypto/hash.js";
import { randomToken } from "../../crypto/ids.js";
import type { AuthnRequest } from "../../protocols/saml/authn-request.js";
import { issueOnce, peekOnce } from "../../store/one-time.js";
import type { Exchange } from "../http/exchange.js";

const kind = "saml-request";
const lifeSeconds = 60 * 60;

export interface Received {
  binding: "redirect" | "post";
  samlRequest: string;
  relayState: string;
  /** When it first arrived, ISO 8601: a forced sign-in must be newer. */
  at: string;
}

/** Keeps a request. @returns the path that brings the browser back to it */
export async function keepRequest({ idp, url }: Exchange, app: string, received: Received): Promise<string> {
  const handle = randomToken();
  const expires = new Date(idp.clock().getTime() + lifeSeconds * 1000);
  await idp.store.keep((tx) => issueOnce(tx, { kind, id: sha256Hex(handle), payload: { ...received, app }, expires }));
  return `${url.pathname}?request=${handle}`;
}

/** The kept request of a handle; undefined when it is unknown, of another app, or older than an hour. */
export async function keptRequest({ idp }: Exchange, app: string, handle: string): Promise<Received | undefined> {
  const kept = (await peekOnce(idp.store.read, kind, sha256Hex(handle), idp.clock())) as
    | (Received & { app: string })
    | undefined;
  return kept?.app === app ? kept : undefined;
}

/** @throws Problem with what cannot be read */
export async function read({ binding, samlRequest, relayState }: Received): Promise<AuthnRequest> {
  const { readAuthnRequest } = await import("../../protocols/saml/authn-request.js");
  return readAuthnRequest({ binding, samlRequest, relayState });
}
