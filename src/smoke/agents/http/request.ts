/** Builds the requests of a navigation: the first one, and those that redirects make of it. */
import type { DocumentRef, Fields, PendingRequest } from "../agent.js";
import { readReferrerPolicy } from "./referrer.js";
import { relationOf } from "./site.js";

const distance = ["none", "same-origin", "same-site", "cross-site"] as const;

/** The first request of a navigation. */
export function beginRequest(
  idpOrigin: string,
  begin: {
    url: string;
    cause: PendingRequest["cause"];
    method?: "GET" | "POST";
    fields?: Fields;
    encoding?: PendingRequest["encoding"];
    initiator?: DocumentRef;
    headers?: Readonly<Record<string, string>>;
  },
): PendingRequest {
  const url = new URL(begin.url);
  const { initiator } = begin;
  const fetchSite = initiator ? relationOf(new URL(initiator.url), url, idpOrigin) : "none";
  return {
    method: begin.method ?? "GET",
    url: url.href,
    fields: begin.fields ?? [],
    encoding: begin.encoding ?? "application/x-www-form-urlencoded",
    cause: begin.cause,
    initiator,
    crossSite: fetchSite === "cross-site",
    fetchSite,
    originTainted: false,
    extraHeaders: begin.headers ?? {},
  };
}

/** Where a status and a Location lead: another request, an address that is not HTTP, or nowhere. */
export type Redirect = { request: PendingRequest } | { notHttp: string } | undefined;

/**
 * The request that a redirect asks for. The initiator stays who it was; whether a request is cross-site is asked anew
 * for each URL of the chain. 307 and 308 keep method and body, the others make a POST a GET.
 *
 * @see fetch §4.4 (HTTP-redirect fetch)
 */
export function redirectOf(
  idpOrigin: string,
  request: PendingRequest,
  answer: { status: number; location: string | undefined; referrerPolicy?: string },
): Redirect {
  const { status, location } = answer;
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined;
  const from = new URL(request.url);
  let url: URL;
  try {
    url = new URL(Buffer.from(location, "latin1").toString("utf8"), from); // header text stands for bytes
  } catch {
    return { notHttp: location };
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") return { notHttp: location };
  if (!url.hash) url.hash = from.hash;

  const keepsBody = status === 307 || status === 308 || request.method === "GET" || request.method === "HEAD";
  const policy = readReferrerPolicy(answer.referrerPolicy);
  const initiator = request.initiator && policy ? { ...request.initiator, referrerPolicy: policy } : request.initiator;
  const source = initiator && new URL(initiator.url);
  const relation = source ? relationOf(source, url, idpOrigin) : "none";
  const taints = source !== undefined && source.origin !== from.origin && from.origin !== url.origin;
  return {
    request: {
      ...request,
      method: keepsBody ? request.method : "GET",
      fields: keepsBody ? request.fields : [],
      url: url.href,
      cause: "redirect",
      initiator,
      crossSite: relation === "cross-site",
      fetchSite: farther(request.fetchSite, relation),
      originTainted: request.originTainted || taints,
    },
  };
}

/** A request whose URL was changed on the way: whether it is cross-site is asked anew. */
export function judgeAgain(idpOrigin: string, request: PendingRequest): PendingRequest {
  const { initiator } = request;
  const relation = initiator ? relationOf(new URL(initiator.url), new URL(request.url), idpOrigin) : "none";
  return { ...request, crossSite: relation === "cross-site", fetchSite: farther(request.fetchSite, relation) };
}

const farther = (a: PendingRequest["fetchSite"], b: PendingRequest["fetchSite"]): PendingRequest["fetchSite"] =>
  distance.indexOf(a) > distance.indexOf(b) ? a : b;
