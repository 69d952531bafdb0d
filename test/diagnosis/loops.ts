/** Sign-ins that go round, for the specs of the causes that tell them apart. */
import type { Trace, TraceHop } from "../../src/diagnosis/trace.js";
import { APP, codeDelivery, cookie, hop, IDP, oidcTrace } from "./trace.js";

type More = Parameters<typeof hop>[2];

/** One round: the answer arrives, the page is asked for, the app sends the person to the IdP. */
export function round({ callback = {}, page = {}, cookies = ["sid"] }: Round = {}): TraceHop[] {
  return [
    codeDelivery({ response: { status: 303, setCookies: [cookie("sid=1; Path=/")] }, ...callback }),
    hop("GET", `${APP}/reports`, { request: { cookies }, response: { status: 303 }, ...page }),
    hop("GET", `${IDP}/oauth2/v1/authorize?client_id=0oa1`, { response: { status: 302 } }),
  ];
}

interface Round {
  callback?: More;
  page?: More;
  cookies?: string[];
}

/** @param rounds of the same kind, one after the other */
export const loop = (each: Round = {}, rounds = 3, changed: Partial<Trace> = {}): Trace =>
  oidcTrace(Array.from({ length: rounds }, () => round(each)).flat(), undefined, {
    ending: { kind: "too-many-hops", limit: 30 },
    ...changed,
  });

/** The callback sets a cookie for itself, too. */
export const loopWithNarrowCookie = (): Trace =>
  loop({
    callback: {
      response: {
        status: 303,
        setCookies: [cookie("sid=1; Path=/"), cookie("csrf=1; Path=/callback")],
      },
    },
  });

/** What looks like a loop of the session and is none. */
export const otherLoops: readonly (readonly [title: string, trace: Trace])[] = [
  ["a single sign-in", loop({}, 1)],
  ["a sign-in that ends on a page", loop({}, 3, { ending: { kind: "page" } })],
  [
    "a session cookie that a browser refuses",
    loop({ callback: { response: { status: 303, setCookies: [cookie("sid=1; Secure", "secure-over-http")] } } }),
  ],
  ["a session cookie of another path", loop({ cookies: ["theme"] })],
  [
    "a session cookie for the callback alone, beside one from before the sign-in",
    loop({
      cookies: ["theme"],
      callback: { response: { status: 303, setCookies: [cookie("sid=1; Path=/callback")] } },
    }),
  ],
  ["an app whose pages get no cookie at all", loop({ cookies: [], callback: { response: { status: 303 } } })],
  [
    "a cookie that stays behind as Strict",
    loop({ page: { withheldCookies: [{ name: "sid", why: "strict-on-cross-site-navigation" }] } }),
  ],
  [
    "an app that answers the IdP's error with another sign-in",
    oidcTrace(
      Array.from({ length: 3 }, () => [
        hop("GET", `${APP}/callback?error=access_denied&state=s`, { response: { status: 303 } }),
        ...round().slice(1),
      ]).flat(),
      undefined,
      { ending: { kind: "too-many-hops" } },
    ),
  ],
  ["an app that breaks on the way", loop({ callback: { response: { status: 500 } } })],
];
