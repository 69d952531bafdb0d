/** What was seen of an app and fits no field of its integration, as sentences without a full stop. */
import type { SeenApp } from "../integrations/seen-app.js";
import type { AuthorizeRequest } from "../protocols/oidc/authorize-request.js";
import type { AuthnRequest } from "../protocols/saml/authn-request.js";

/** In the order of what must be done about it. */
export const notesOn = (app: SeenApp): string[] => [
  ...(app.authorizeRequest ? ofAuthorizeRequest(app.authorizeRequest, app) : []),
  ...(app.authnRequest ? ofAuthnRequest(app.authnRequest) : []),
  ...(app.spMetadata ? ofMetadata(app.spMetadata, app.authnRequest) : []),
];

function ofAuthorizeRequest(asked: AuthorizeRequest, { origin }: SeenApp): string[] {
  const { redirectUri, responseType, codeChallengeMethod: method } = asked;
  const notes = [`client_id is ${asked.clientId}: give the app the Client ID that it gets here`];
  if (asked.scopes.length > 0) notes.push(`scope is ${asked.scopes.join(" ")}`);
  if (responseType !== undefined && responseType !== "code") notes.push(`response_type is ${responseType}, not code`);
  if (asked.responseMode !== undefined) notes.push(`response_mode is ${asked.responseMode}`);
  if (method === undefined) notes.push("no code_challenge: the app does without PKCE");
  if (method === "plain")
    notes.push("code_challenge_method is plain, which the platform refuses: S256 is what it takes");
  if (!asked.hasState && !asked.hasNonce && method === undefined)
    notes.push("no state: the app cannot tell whether it began the sign-in that comes back");
  if (asked.carriedBy === "pushed request")
    notes.push("the request was pushed (PAR) and names no redirect URI: type it with --redirect-uri");
  if (redirectUri !== undefined && originOf(redirectUri) !== origin)
    notes.push(`the redirect URI is not at ${origin}: the app believes itself to be at ${originOf(redirectUri)}`);
  return notes;
}

function ofAuthnRequest(asked: AuthnRequest): string[] {
  const notes = [`the AuthnRequest is sent by HTTP-${asked.binding === "post" ? "POST" : "Redirect"}`];
  if (asked.signed) notes.push("the AuthnRequest is signed");
  if (asked.forceAuthn) notes.push("ForceAuthn asks for a fresh sign-in each time");
  if (asked.requestedAuthnContext.length > 0)
    notes.push(`the app asks for the authentication context ${asked.requestedAuthnContext.join(", ")}`);
  return notes;
}

/** Metadata that says something else than the request does is a mistake that bites later. */
function ofMetadata({ url, sp }: NonNullable<SeenApp["spMetadata"]>, asked: AuthnRequest | undefined): string[] {
  const notes = [...sp.warnings];
  if (asked?.issuer !== undefined && asked.issuer !== sp.entityId)
    notes.push(`the metadata at ${url} has another entity id, ${sp.entityId}: the one of the request is taken`);
  if (asked?.acsUrl !== undefined && !sp.acs.some((acs) => acs.url === asked.acsUrl))
    notes.push(`the metadata at ${url} does not list the ACS of the request: the request is believed`);
  return notes;
}

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : "no address");
