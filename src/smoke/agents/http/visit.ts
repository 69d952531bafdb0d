/** Makes a visit: one request after the other until a page stays, something fails, or a limit is met. */
import { setTimeout as delay } from "node:timers/promises";
import type {
  Ending,
  Hop,
  HopRequest,
  Page,
  PendingRequest,
  SetCookie,
  StoredCookie,
  Visit,
  VisitOptions,
} from "../agent.js";
import { type CookieExperiments, cookiesFor, keepCookie } from "./cookies/jar.js";
import { decodeText } from "./decode.js";
import type { Answer, Wire } from "./exchange.js";
import { beginRequest, redirectOf } from "./request.js";
import { headersFor } from "./request-headers.js";
import { encodeFields, fieldsOf } from "./submission.js";
import { submitRequest } from "./submit-request.js";
import { readFailure } from "./unreachable.js";

/** What one agent brings to all its visits. */
export interface Profile extends CookieExperiments {
  idpOrigin: string;
  clock: () => Date;
  wire: Wire;
  jar: StoredCookie[];
  maxHops: number;
  maxBodyBytes: number;
  maxRefreshSeconds: number;
  pauseAfter?: (hop: Hop) => number;
  mayVisit?: (url: URL) => boolean;
}

const excerptLength = 2000;
/** A server that gets the very same request this often is going round in circles. */
const sameRequestLimit = 3;

/**
 * Follows redirects, refreshes and forms that submit themselves.
 *
 * @param shown the page before, for a visit that ends before its first answer
 * @param options.resumed the first request is not asked about again
 */
export async function makeVisit(
  profile: Profile,
  first: PendingRequest,
  shown: Page,
  options: VisitOptions & { resumed?: boolean } = {},
): Promise<Visit> {
  const hops: Hop[] = [];
  const seen = new Map<string, number>();
  let request = first;
  let page: Page | undefined = shown;
  let last: { hop: Hop; answer: Answer } | undefined;
  const { idpOrigin } = profile;

  const end = async (ending: Ending): Promise<Visit> => {
    if (!page && last) page = await readPage(last.hop, last.answer);
    return { hops, page: page ?? shown, ending };
  };

  for (;;) {
    const asked = hops.length > 0 || !options.resumed;
    if (asked && options.stopAt?.(request)) return end({ kind: "stopped", request });
    if (profile.mayVisit?.(new URL(request.url)) === false) return end({ kind: "off-limits", url: request.url });
    if (hops.length >= profile.maxHops) return end({ kind: "too-many-hops", url: request.url, limit: profile.maxHops });

    const prepared = prepare(profile, request);
    const times = (seen.get(prepared.key) ?? 0) + 1;
    if (times >= sameRequestLimit) return end({ kind: "loop", url: request.url });
    seen.set(prepared.key, times);

    const started = performance.now();
    let answer: Answer;
    try {
      answer = await profile.wire.send(new URL(request.url), prepared.message);
    } catch (error) {
      return end({ kind: "unreachable", url: request.url, request, ...readFailure(error) });
    }
    const hop = buildHop(profile, prepared, answer, performance.now() - started);
    hops.push(hop);
    last = { hop, answer };
    page = undefined;

    const { location, headers, status } = hop.response;
    const redirect = redirectOf(idpOrigin, request, { status, location, referrerPolicy: headers["referrer-policy"] });
    const pause = profile.pauseAfter?.(hop) ?? 0;
    if (pause > 0) await delay(pause);
    if (redirect && "notHttp" in redirect) return end({ kind: "not-http", url: redirect.notHttp });
    if (redirect) {
      request = redirect.request;
      continue;
    }
    page = await readPage(hop, answer);
    if (answer.cut) return end({ kind: "too-large", url: request.url, limit: profile.maxBodyBytes });
    const next = continuationOf(profile, page);
    if (!next) return end({ kind: "page" });
    request = next;
  }
}

interface Prepared {
  request: HopRequest;
  message: Parameters<Wire["send"]>[1];
  withheld: Hop["withheldCookies"];
  /** Equal for requests that a server cannot tell apart. */
  key: string;
}

function prepare(profile: Profile, request: PendingRequest): Prepared {
  const { idpOrigin, clock, jar } = profile;
  const cookies = cookiesFor(jar, request, { idpOrigin, now: clock() }, profile);
  const headers = headersFor(request, cookies.header);
  let body: string | undefined;
  if (request.method !== "GET" && request.method !== "HEAD") {
    const encoded = encodeFields(request.fields, request.encoding);
    body = encoded.body;
    headers["content-type"] = encoded.contentType;
    headers["content-length"] = String(Buffer.byteLength(body));
  }
  return {
    request: { ...request, headers, cookies: cookies.names, laxAllowingUnsafe: cookies.laxAllowingUnsafe },
    message: { method: request.method, headers, body },
    withheld: cookies.withheld,
    key: JSON.stringify([request.method, request.url, request.fields, cookies.header]),
  };
}

function buildHop(profile: Profile, { request, withheld }: Prepared, answer: Answer, durationMs: number): Hop {
  const { idpOrigin, clock, jar } = profile;
  const from = { url: new URL(request.url), idpOrigin, now: clock() };
  const setCookies: SetCookie[] = answer.setCookie.map((line) => keepCookie(jar, line, from, profile));
  const text = decodeText(answer.body.subarray(0, 4 * excerptLength), answer.headers["content-type"] ?? "");
  return {
    request,
    response: {
      status: answer.status,
      headers: answer.headers,
      setCookies,
      location: answer.headers.location,
      bodyExcerpt: text.slice(0, excerptLength),
    },
    durationMs,
    withheldCookies: withheld,
  };
}

async function readPage({ request, response }: Hop, { body }: Answer): Promise<Page> {
  const { readPage: read } = await import("./html/read-page.js");
  const { status, headers } = response;
  return read({ url: request.url, status, headers, body: decodeText(body, headers["content-type"] ?? "") });
}

/** What the page does by itself once it has loaded. */
function continuationOf({ idpOrigin, maxRefreshSeconds }: Profile, page: Page): PendingRequest | undefined {
  if (page.autoSubmit) {
    const { form, button } = page.autoSubmit;
    return submitRequest(idpOrigin, { form, button, cause: "auto-submit", fields: fieldsOf(form, {}, button) });
  }
  if (!page.refresh || page.refresh.seconds > maxRefreshSeconds) return undefined;
  return beginRequest(idpOrigin, { url: page.refresh.url, cause: "refresh", initiator: page.document });
}
