/**
 * Looks at a running app from outside, as a browser without script: opens the address, clicks what signs in, tries the
 * usual addresses, and stops in front of the IdP. Nobody but the app itself is ever asked.
 */
import type { SeenApp } from "../integrations/seen-app.js";
import { Problem } from "../problem.js";
import type { AuthnRequest } from "../protocols/saml/authn-request.js";
import type { Ending } from "../smoke/agents/agent.js";
import { afterLogoutOf } from "./after-logout.js";
import { hintsOf } from "./hints.js";
import { type IdpRequest, parametersOf } from "./idp-request.js";
import { nameOfApp } from "./name-of-app.js";
import { notesOn } from "./notes.js";
import { cannotLookAt, noSignInFound, signInUnreadable } from "./problems.js";
import { type Found, isOfPublicIdp, pathOf, searchSignIn } from "./search.js";
import { isMetadata, lookForSpMetadata } from "./sp-description.js";
import { trailText } from "./trail.js";
import { type Limits, openVisitor, type Visitor } from "./visitor.js";
import { recognised, waysIn } from "./way-in.js";

export interface LookedAt {
  app: SeenApp;
  /** The kind of integration that the app speaks: a folder of `integrations`. */
  kind: string;
  /** What showed it: "GET /login leads to an authorize request for https://idp.example.com". */
  evidence: string;
  /** Sentences about what was seen and fits no field. */
  notes: string[];
  /** Requests that were made, all of them to the app. */
  requests: number;
}

export interface LookOptions {
  /** The kind that is wanted; whatever the app speaks, if omitted. */
  wanted?: string;
  clock: () => Date;
  limits?: Limits;
}

/**
 * @param given an absolute http or https address of the app
 * @throws Problem APP_NOT_LOOKED_AT, NO_SIGN_IN_FOUND, SIGN_IN_UNREADABLE
 */
export async function lookAtApp(given: string, options: LookOptions): Promise<LookedAt> {
  const visitor = openVisitor(new URL(given), options);
  try {
    return await look(given, visitor, options);
  } finally {
    await visitor.close();
  }
}

async function look(given: string, visitor: Visitor, { wanted, clock }: LookOptions): Promise<LookedAt> {
  const ways = await waysIn();
  const first = await visitor.see(`GET ${pathOf(given)}`, (agent, options) => agent.get(given, options));
  const last = first?.visit.hops.at(-1)?.request.url;
  if (!first || last === undefined) throw cannotLookAt(given, whyNot(visitor, first?.visit.ending));
  const { origin } = new URL(last);

  const { found, page, passwordAt, scriptAt } = await searchSignIn(visitor, given, first, {
    // Whoever names the metadata means it.
    ways: first.page && isMetadata(first.page) ? [] : ways,
    wanted,
  });
  const asked = found?.request.protocol === "saml" ? await authnRequestOf(found.request) : undefined;
  const authnRequest = asked instanceof Problem ? undefined : asked;
  const authorizeRequest = found?.request.protocol === "oidc" ? await authorizeRequestOf(found.request) : undefined;
  const callback = authorizeRequest?.redirectUri ?? authnRequest?.acsUrl;
  const way = recognised(ways, { cookies: visitor.cookies(), callback });

  const wantsMetadata = found === undefined || found.request.protocol === "saml" || wanted === "saml";
  const inOrder = way ? [way, ...ways] : ways;
  const { spMetadata, unreadable } = wantsMetadata
    ? await lookForSpMetadata(visitor, { origin, given, asked: authnRequest, ways: inOrder, now: clock() })
    : { unreadable: [] };
  if (asked instanceof Problem && found && !spMetadata) throw signInUnreadable(given, found.by, asked);
  // The sign-in in sight is another than the one that is wanted, and the metadata speaks for that.
  const isOther = spMetadata !== undefined && wanted === "saml" && found?.request.protocol !== "saml";
  const kind = spMetadata && (isOther || !found) ? "saml" : found?.request.protocol;
  if (kind === undefined) {
    const hints = hintsOf({ steps: visitor.steps, exhausted: visitor.exhausted, passwordAt, scriptAt, unreadable });
    throw noSignInFound(given, hints, trailText(visitor.steps));
  }

  const start = isOther ? undefined : await startUrlOf(visitor, found);
  const app: SeenApp = {
    given,
    origin,
    ...(isOther ? {} : { authorizeRequest, authnRequest, wsFedRequest: wsFedRequestOf(found) }),
    spMetadata,
    startUrl: start,
    protectedUrl: !isOther && found?.isGiven ? given : undefined,
    afterLogout: kind === "oidc" ? await afterLogoutOf(visitor, origin, page) : undefined,
    framework: way && { name: way.name, authMethod: way.authMethod },
    name: nameOfApp(given, page, spMetadata?.sp),
  };
  const notes = notesOn(app);
  if (found && !isOther && isOfPublicIdp(found.request))
    notes.unshift(
      `the only sign-in that was found is that of ${new URL(found.request.url).host}: is it the one you mean?`,
    );
  const template = way?.configuration?.[kind];
  const printed = template && `; appint apps show <app> --for ${template} prints its configuration`;
  if (way) notes.push(`it looks like ${way.name}${printed ?? ""}`);
  return { app, kind, evidence: evidenceOf(app, isOther ? undefined : found), notes, requests: visitor.made };
}

function whyNot(visitor: Visitor, ending: Ending | undefined): string {
  if (visitor.exhausted) return `there is no answer: ${visitor.exhausted}`;
  return ending?.kind === "unreachable" ? `there is no answer: ${ending.message || ending.code}` : "there is no answer";
}

/** @returns a Problem for a request that no IdP can read */
async function authnRequestOf({ url, fields }: IdpRequest): Promise<AuthnRequest | Problem> {
  const { readAuthnRequest } = await import("../protocols/saml/authn-request.js");
  const query = new URL(url).searchParams;
  const posted = new Map(fields);
  const binding = query.has("SAMLRequest") ? "redirect" : "post";
  const get = (name: string) => (binding === "redirect" ? query.get(name) : posted.get(name)) ?? undefined;
  try {
    return readAuthnRequest({
      binding,
      samlRequest: get("SAMLRequest") ?? "",
      relayState: get("RelayState"),
      sigAlg: get("SigAlg"),
      signature: get("Signature"),
    });
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

async function authorizeRequestOf(request: IdpRequest) {
  const { readAuthorizeRequest } = await import("../protocols/oidc/authorize-request.js");
  return readAuthorizeRequest(parametersOf(request));
}

/** @see ws-federation-1.2 §13.2.2 */
function wsFedRequestOf(found: Found | undefined): SeenApp["wsFedRequest"] {
  if (found?.request.protocol !== "ws-fed") return undefined;
  const parameters = new Map(parametersOf(found.request));
  return { realm: parameters.get("wtrealm"), reply: parameters.get("wreply") };
}

/** The address that begins a sign-in, without what a page added to it where that is not needed. */
async function startUrlOf(visitor: Visitor, found: Found | undefined): Promise<string | undefined> {
  const { startUrl } = found ?? {};
  if (startUrl === undefined) return undefined;
  const { origin, pathname, search } = new URL(startUrl);
  if (search === "") return startUrl;
  const sight = await visitor.see(`GET ${pathname}`, (agent, options) => agent.get(origin + pathname, options));
  return sight?.visit.ending.kind === "stopped" ? origin + pathname : startUrl;
}

function evidenceOf({ spMetadata }: SeenApp, found: Found | undefined): string {
  if (!found) return `its metadata is at ${spMetadata?.url}`;
  const name = { saml: "an AuthnRequest", oidc: "an authorize request", "ws-fed": "a sign-in request" };
  const { host } = new URL(found.request.url);
  return `${found.by} leads to ${name[found.request.protocol]} for ${host}, which was read and not sent`;
}
