/**
 * One request with its answer, as every route of the IdP sees it: read once, on the canonical origin.
 * How answers are written lives in answers.ts.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Idp } from "../idp.js";
import { readCookies } from "./cookies.js";
import { readBody, requireForm } from "./form.js";

export interface Exchange {
  readonly idp: Idp;
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly method: string;
  /** The address that was asked for, on the IdP's own origin whatever the request line said. */
  readonly url: URL;
  /** The path of the route, as it is defined; undefined where there is none. */
  readonly route: string | undefined;
  /** Values of the `:name` parts of the route's path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  /** The same for every log event of this request. */
  readonly transactionId: string;
  /** For `<style nonce>` and `<script nonce>` of this one page. */
  readonly nonce: string;
  /** The fields of a form post. @throws BodyTooLarge | NotAForm, which the server answers with 413 and 415 */
  form(): Promise<URLSearchParams>;
  /** The same, as bytes. @throws BodyTooLarge */
  body(): Promise<Buffer>;
}

/** Wraps a request whose path has matched a route. */
export function exchangeOf(
  idp: Idp,
  req: IncomingMessage,
  res: ServerResponse,
  about: Pick<Exchange, "url" | "params" | "route" | "transactionId" | "nonce">,
): Exchange {
  let read: Promise<Buffer> | undefined;
  const body = () => {
    read ??= readBody(req);
    return read;
  };
  return {
    idp,
    req,
    res,
    method: req.method ?? "GET",
    ...about,
    cookies: readCookies(req.headers.cookie),
    body,
    async form() {
      requireForm(req);
      return new URLSearchParams((await body()).toString("utf8"));
    },
  };
}
