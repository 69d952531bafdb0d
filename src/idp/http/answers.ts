/** The few ways in which the IdP answers. Each sets the headers that no answer may lack. */
import type { ServerResponse } from "node:http";
import type { Html } from "../pages/html.js";
import type { Exchange } from "./exchange.js";

/**
 * What a page of ours may do: its styles and scripts run only with the exchange's nonce, nothing is loaded, nobody may
 * frame it. There is no form-action: browsers apply it to the redirects after a form as well, and ours end at the app.
 */
export const pagePolicy = (nonce: string): string =>
  `${nothingAllowed}; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; img-src 'self' data:`;

/** For answers that are no page of ours. A directive that is added to it allows just that. */
export const nothingAllowed = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/** A page that nobody may keep. */
export function sendPage(exchange: Exchange, status: number, page: Html, policy = pagePolicy(exchange.nonce)): void {
  const { res } = exchange;
  noStore(res);
  res.setHeader("Content-Security-Policy", policy);
  send(res, status, "text/html; charset=utf-8", page.toString());
}

/** @param location absolute, or a path of the IdP itself; never taken from a request without a check */
export function redirect(exchange: Exchange, location: string, status: 302 | 303 | 308 = 302): void {
  noStore(exchange.res);
  exchange.res.writeHead(status, { Location: inAscii(location), "Content-Length": 0 }).end();
}

/** An address as a header may carry it: an app may be registered with letters that only its percent-encoding can. */
const inAscii = (address: string): string =>
  address.replace(/[^\x21-\x7e]+/gu, (letters) =>
    [...Buffer.from(letters)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(""),
  );

/** JSON that nobody may keep, unless `headers` says otherwise. */
export function sendJson(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  if (!("Cache-Control" in headers)) noStore(res);
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  send(res, status, "application/json; charset=utf-8", JSON.stringify(body));
}

export function sendText(res: ServerResponse, status: number, text: string): void {
  noStore(res);
  send(res, status, "text/plain; charset=utf-8", text);
}

/** Adds a Set-Cookie line beside those that are there already. */
export function addCookie(res: ServerResponse, line: string): void {
  res.appendHeader("Set-Cookie", line);
}

/** Headers that belong on every answer, also on those that a protocol engine writes. */
export function secureHeaders(res: ServerResponse): void {
  res.setHeader("X-Content-Type-Options", "nosniff");
  res.setHeader("X-Frame-Options", "DENY");
  res.setHeader("Content-Security-Policy", nothingAllowed);
  // same-origin: with no-referrer a browser sends "Origin: null" from our own forms.
  res.setHeader("Referrer-Policy", "same-origin");
}

function noStore(res: ServerResponse): void {
  res.setHeader("Cache-Control", "no-cache, no-store");
  res.setHeader("Pragma", "no-cache");
}

function send(res: ServerResponse, status: number, type: string, body: string): void {
  res.statusCode = status;
  res.setHeader("Content-Type", type);
  res.setHeader("Content-Length", Buffer.byteLength(body));
  res.end(res.req.method === "HEAD" ? undefined : body);
}
