/** The cookies of one profile: what is kept, what is found for a request. The rules are in the files beside. */
import { defaultPath, pathMatch } from "tough-cookie";
import type { HopRequest, PendingRequest, SetCookie, StoredCookie, WithheldReason } from "../../agent.js";
import { isTrustworthy } from "../trustworthy.js";
import { expiryOf } from "./expiry.js";
import { parseSetCookie } from "./parse.js";
import { domainOf } from "./public-suffix.js";
import { refusalOf } from "./refusal.js";
import { judgeSameSite } from "./same-site.js";

/** The run's own word on a cookie, against what a browser would do; `undefined` leaves the rule alone. */
export interface CookieExperiments {
  carryCookie?: (cookie: StoredCookie, request: PendingRequest) => boolean | undefined;
  keepCookie?: (cookie: StoredCookie, url: string) => boolean | undefined;
}

const isSame = (a: StoredCookie, b: StoredCookie): boolean =>
  a.name === b.name && a.domain === b.domain && a.hostOnly === b.hostOnly && a.path === b.path && a.ofIdp === b.ofIdp;

const isOutOfDate = (cookie: StoredCookie, now: Date): boolean =>
  cookie.expires !== undefined && cookie.expires.getTime() <= now.getTime();

/**
 * Does with a Set-Cookie line what a browser does, and says what that was.
 *
 * @param jar changed in place
 */
export function keepCookie(
  jar: StoredCookie[],
  line: string,
  from: { url: URL; idpOrigin: string; now: Date },
  experiments: CookieExperiments = {},
): SetCookie {
  const { url, now } = from;
  const parsed = parseSetCookie(line);
  const domain = domainOf(url.hostname, parsed.domain);
  const cookie: StoredCookie = {
    name: parsed.name,
    value: parsed.value,
    domain: domain.refused ? url.hostname : domain.domain,
    hostOnly: domain.refused ? true : domain.hostOnly,
    path: parsed.path ?? defaultPath(url.pathname),
    secure: parsed.secure,
    httpOnly: parsed.httpOnly,
    sameSite: parsed.sameSite,
    created: now,
    expires: expiryOf(parsed, now),
    ofIdp: url.origin === from.idpOrigin,
  };
  const before = jar.findIndex((other) => isSame(other, cookie));
  const old = jar[before];
  let why = refusalOf(parsed, url) ?? domain.refused;
  if (!why && old?.secure && !isTrustworthy(url)) why = "overwrites-secure";

  const wanted = experiments.keepCookie?.(cookie, url.href);
  if (wanted === false) why ??= "experiment";
  if (why && wanted !== true) return { raw: line, name: parsed.name, cookie, stored: false, deleted: false, why };

  // Setting the same value again does not make a cookie young: Chromium keeps its age, and only then.
  if (old && old.value === cookie.value) cookie.created = old.created;
  if (old) jar.splice(before, 1);
  const deleted = isOutOfDate(cookie, now);
  if (!deleted) jar.push(cookie);
  return { raw: line, name: parsed.name, cookie, stored: !deleted, deleted };
}

export interface CookiesForRequest {
  /** The value of the Cookie header, `""` for none. */
  header: string;
  names: HopRequest["cookies"];
  laxAllowingUnsafe: string[];
  withheld: { name: string; why: WithheldReason }[];
}

/**
 * The cookies that travel with a request, longest path first, then oldest; and those that fit but stay behind.
 *
 * @param jar cookies out of date are removed from it
 */
export function cookiesFor(
  jar: StoredCookie[],
  request: PendingRequest,
  to: { idpOrigin: string; now: Date },
  experiments: CookieExperiments = {},
): CookiesForRequest {
  const url = new URL(request.url);
  const ofIdp = url.origin === to.idpOrigin;
  const fitting = jar.filter(
    (cookie) => cookie.ofIdp === ofIdp && isForHost(cookie, url.hostname) && pathMatch(url.pathname, cookie.path),
  );
  fitting.sort((a, b) => b.path.length - a.path.length || a.created.getTime() - b.created.getTime());

  const sent: StoredCookie[] = [];
  const result: CookiesForRequest = { header: "", names: [], laxAllowingUnsafe: [], withheld: [] };
  for (const cookie of fitting) {
    const verdict = judge(cookie, request, url, to.now);
    const wanted = experiments.carryCookie?.(cookie, request);
    if (wanted ?? verdict.send) {
      sent.push(cookie);
      if (verdict.send && verdict.laxAllowingUnsafe) result.laxAllowingUnsafe.push(cookie.name);
    } else result.withheld.push({ name: cookie.name, why: verdict.send ? "experiment" : verdict.why });
  }
  jar.splice(0, jar.length, ...jar.filter((cookie) => !isOutOfDate(cookie, to.now)));
  result.header = sent.map(({ name, value }) => (name === "" ? value : `${name}=${value}`)).join("; ");
  result.names = sent.map(({ name }) => name);
  return result;
}

const isForHost = (cookie: StoredCookie, host: string): boolean =>
  cookie.domain === host || (!cookie.hostOnly && host.endsWith(`.${cookie.domain}`));

function judge(cookie: StoredCookie, request: PendingRequest, url: URL, now: Date) {
  if (isOutOfDate(cookie, now)) return { send: false, why: "expired" } as const;
  if (cookie.secure && !isTrustworthy(url)) return { send: false, why: "secure-over-http" } as const;
  return judgeSameSite(cookie, { crossSite: request.crossSite, method: request.method, now });
}
