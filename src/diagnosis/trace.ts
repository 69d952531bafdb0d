/**
 * What a cause looks at: one failed sign-in as it went over the wire, with the app's settings and what the IdP logged.
 * The shapes are cut to what causes need, so that any agent's hops and any log's events fit.
 */
import type { App } from "../store/apps.js";
import type { Org } from "../store/orgs.js";
import type { User } from "../store/users.js";

export interface TraceHop {
  request: {
    method: string;
    url: string;
    fields: readonly (readonly [name: string, value: string])[];
    crossSite: boolean;
    cookies: readonly string[];
    laxAllowingUnsafe: readonly string[];
  };
  response: {
    status: number;
    location?: string;
    setCookies: readonly { name: string; raw: string; stored: boolean; why?: string }[];
    bodyExcerpt: string;
  };
  durationMs: number;
  withheldCookies: readonly { name: string; why: string }[];
}

export type TraceEnding = {
  kind: string;
  url?: string;
  code?: string;
  reason?: string;
  message?: string;
  limit?: number;
};

export interface TraceEvent {
  eventType: string;
  result: string;
  reason: string | null;
  body: object;
}

export interface Trace {
  org: Org;
  app: App;
  user: User;
  hops: readonly TraceHop[];
  ending: TraceEnding;
  /** What was shown last. */
  page: { url: string; status: number; title: string; text: string };
  /** What the IdP logged during this sign-in. */
  events: readonly TraceEvent[];
  /** The page that must be refused to strangers, when one was named, and what a stranger got there. */
  anonymous?: { url: string; kind: "sent-to-idp" | "refused" | "answered" | "unreachable"; sameAsSignedIn?: boolean };
  /** What the app under test wrote, when the run started it. */
  appOutput?: string;
}

/** Whether a URL is the IdP's. */
export const isIdp = (trace: { org: Org }, url: string): boolean =>
  URL.canParse(url) && new URL(url).origin === trace.org.origin;

/** Whether a hop brings the IdP's answer to the app: the SAML POST to the ACS, or the OIDC callback. */
export const isDelivery = (trace: { org: Org }, { request }: TraceHop): boolean =>
  !isIdp(trace, request.url) &&
  (request.fields.some(([name]) => name === "SAMLResponse") ||
    isPostedAnswer(request) ||
    /[?&](code|error)=/.test(new URL(request.url).search));

/** With response_mode=form_post the parameters of the callback are a form. The state tells it from a form of the app. */
function isPostedAnswer({ fields }: TraceHop["request"]): boolean {
  const names = new Set(fields.map(([name]) => name));
  return names.has("state") && (names.has("code") || names.has("error"));
}

/** The last hop that brought the IdP's answer to the app. */
export const deliveryOf = (trace: Trace): TraceHop | undefined => trace.hops.findLast((hop) => isDelivery(trace, hop));

/** Whether a hop is the app's request to the IdP's protocol endpoint: its authorize request or AuthnRequest. */
export const isSignInRequest = (trace: { org: Org }, { request }: TraceHop): boolean =>
  isIdp(trace, request.url) &&
  (/\/oauth2\/.*\/authorize$/.test(new URL(request.url).pathname) || samlRequestOf(request) !== undefined);

/** The app's first request to the IdP's protocol endpoint. */
export const requestOf = (trace: Trace): TraceHop | undefined => trace.hops.find((hop) => isSignInRequest(trace, hop));

/** The SAMLRequest of a request, still encoded, with its binding. */
export function samlRequestOf(
  request: TraceHop["request"],
): { binding: "redirect" | "post"; samlRequest: string } | undefined {
  const posted = request.fields.find(([name]) => name === "SAMLRequest")?.[1];
  if (posted !== undefined) return { binding: "post", samlRequest: posted };
  const inQuery = new URL(request.url).searchParams.get("SAMLRequest");
  return inQuery === null ? undefined : { binding: "redirect", samlRequest: inQuery };
}
