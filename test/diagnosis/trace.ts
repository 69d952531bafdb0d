/** Traces for the specs of causes: a sign-in as it went over the wire, with what matters to the test changed. */

import type { Trace, TraceHop } from "../../src/diagnosis/trace.js";
import { newOidcDocument } from "../../src/integrations/oidc/document.js";
import { newSamlDocument } from "../../src/integrations/saml/document.js";
import { buildAuthnRequest, redirectUrl } from "../../src/protocols/saml/build-authn-request.js";
import type { App } from "../../src/store/apps.js";

export const IDP = "http://127.0.0.1:7700";
export const APP = "http://localhost:3000";
const NOW = new Date("2026-01-01T00:00:00Z");

/** One request and its answer; everything that is not given is plain. */
export function hop(
  method: string,
  url: string,
  {
    request,
    response,
    withheldCookies = [],
  }: {
    request?: Partial<TraceHop["request"]>;
    response?: Partial<TraceHop["response"]>;
    withheldCookies?: TraceHop["withheldCookies"];
  } = {},
): TraceHop {
  return {
    request: { method, url, fields: [], crossSite: false, cookies: [], laxAllowingUnsafe: [], ...request },
    response: { status: 200, setCookies: [], bodyExcerpt: "", ...response },
    durationMs: 1,
    withheldCookies,
  };
}

/** A Set-Cookie line and what became of it. */
export const cookie = (raw: string, why?: string): TraceHop["response"]["setCookies"][number] => ({
  name: raw.split("=", 1)[0] ?? "",
  raw,
  stored: why === undefined,
  ...(why === undefined ? {} : { why }),
});

const user: Trace["user"] = {
  id: "00u1",
  org: "00o1",
  login: "ada@example.com",
  email: "ada@example.com",
  firstName: "Ada",
  lastName: "Lovelace",
  status: "ACTIVE",
  profile: {},
  created: NOW,
  lastUpdated: NOW,
};

function appOf(signOnMode: string, document: App["document"]): App {
  return {
    id: "0oa1",
    org: "00o1",
    slug: "payroll",
    name: "payroll_1",
    label: "Payroll",
    signOnMode,
    status: "ACTIVE",
    externalKey: "exk1",
    linkId: "aln1",
    document,
    tests: {},
    created: NOW,
    lastUpdated: NOW,
  };
}

const traceOf = (app: App, hops: readonly TraceHop[], changed: Partial<Trace>): Trace => ({
  org: { id: "00o1", slug: "default", name: "Default", origin: IDP, created: NOW },
  app,
  user,
  hops,
  ending: { kind: "page" },
  page: { url: `${APP}/`, status: 200, title: "", text: "" },
  events: [],
  ...changed,
});

/** @param signOn what the app's settings say; by default the ACS is `/acs` and the audience `/metadata` */
export function samlTrace(
  hops: readonly TraceHop[],
  signOn: Record<string, unknown> = {},
  changed: Partial<Trace> = {},
): Trace {
  const document = newSamlDocument();
  document.settings.signOn = {
    ...(document.settings.signOn as object),
    ssoAcsUrl: `${APP}/acs`,
    audience: `${APP}/metadata`,
    responseSigned: true,
    assertionSigned: true,
    ...signOn,
  };
  return traceOf(appOf("SAML_2_0", document), hops, changed);
}

/** @param redirectUris what is registered */
export function oidcTrace(
  hops: readonly TraceHop[],
  redirectUris: readonly string[] = [`${APP}/callback`],
  changed: Partial<Trace> = {},
): Trace {
  const document = newOidcDocument();
  (document.settings.oauthClient as Record<string, unknown>).redirect_uris = redirectUris;
  return traceOf(appOf("OPENID_CONNECT", document), hops, changed);
}

/** The SP's AuthnRequest on its way to the IdP. */
export function authnRequest({
  issuer = `${APP}/metadata`,
  acsUrl,
  nameIdFormat,
}: {
  issuer?: string;
  acsUrl?: string;
  nameIdFormat?: string;
} = {}): TraceHop {
  const ssoUrl = `${IDP}/app/payroll_1/exk1/sso/saml`;
  const xml = buildAuthnRequest({ id: "_1", issuer, acsUrl, nameIdFormat, destination: ssoUrl, issueInstant: NOW });
  return hop("GET", redirectUrl({ ssoUrl, xml }));
}

/** The IdP's response on its way to the app. */
export const samlDelivery = (more: Parameters<typeof hop>[2] = {}, url = `${APP}/acs`): TraceHop =>
  hop("POST", url, { ...more, request: { fields: [["SAMLResponse", "PHNhbWw+"]], crossSite: true, ...more.request } });

/** The code on its way to the app. */
export const codeDelivery = (more: Parameters<typeof hop>[2] = {}): TraceHop =>
  hop("GET", `${APP}/callback?code=abc&state=s`, { ...more, request: { crossSite: true, ...more.request } });

/** The app's authorize request, and how the IdP answered it. */
export const authorize = (redirectUri: string, status = 302): TraceHop =>
  hop("GET", `${IDP}/oauth2/v1/authorize?${new URLSearchParams({ client_id: "0oa1", redirect_uri: redirectUri })}`, {
    response: { status },
  });

/** The IdP's event of a token request whose client it refused. */
export const refusedClient = (
  clientFault: string,
  { sent = [], secretSent }: { sent?: readonly string[]; secretSent?: string } = {},
): Trace["events"][number] => ({
  eventType: "app.oauth2.invalid_client_credentials",
  result: "FAILURE",
  reason: "invalid_client_credentials",
  body: {
    debugContext: {
      debugData: {
        clientFault,
        credentialsSent: sent,
        secretSent,
        error: "invalid_client",
        errorDescription: "refused",
      },
    },
  },
});
