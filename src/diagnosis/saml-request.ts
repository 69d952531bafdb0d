/** The AuthnRequest of a trace, decoded. */
import type { AuthnRequest } from "../protocols/saml/authn-request.js";
import { requestOf, samlRequestOf, type Trace } from "./trace.js";

/** Undefined when the app sent none, or one that cannot be read. */
export async function authnRequestOf(trace: Trace): Promise<AuthnRequest | undefined> {
  const hop = requestOf(trace);
  const message = hop && samlRequestOf(hop.request);
  if (!message) return undefined;
  const { readAuthnRequest } = await import("../protocols/saml/authn-request.js");
  try {
    return readAuthnRequest(message);
  } catch {
    return undefined; // what the IdP could not read it has refused in its own words
  }
}
