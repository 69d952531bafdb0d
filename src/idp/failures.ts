/** Answers that no route gives: nothing there, wrong method, a body that is no good, a defect of ours. */
import { randomBytes } from "node:crypto";
import { Problem } from "../problem.js";
import { sendJson, sendPage } from "./http/answers.js";
import type { Exchange } from "./http/exchange.js";
import { BodyTooLarge, NotAForm } from "./http/form.js";
import { type ErrorPage, errorPage } from "./pages/error.js";

export function notFound(exchange: Exchange): void {
  answer(exchange, 404, { title: "404 Not Found", text: "There is nothing at this address." });
}

export function methodNotAllowed(exchange: Exchange, allowed: readonly string[]): void {
  exchange.res.setHeader("Allow", allowed.join(", "));
  answer(exchange, 405, {
    title: "405 Method Not Allowed",
    text: `This address takes ${allowed.join(" and ")}, not ${exchange.method}.`,
  });
}

/** What a route has thrown. A stack or a message of ours never reaches the browser. */
export function answerFailure(exchange: Exchange, error: unknown): void {
  const { res } = exchange;
  if (res.headersSent) {
    if (!res.writableEnded) res.destroy(); // half an answer must not look like a whole one
    reportDefect(exchange, error);
    return;
  }
  const known = pageOf(error);
  // The rest of a body that is too large is not read, so the connection cannot be used again.
  if (known?.status === 413) res.setHeader("Connection", "close");
  const { status, ...page } = known ?? defectPage(reportDefect(exchange, error));
  answer(exchange, status, page);
}

/** Tells whoever runs the server. @returns the reference number, for the answer */
export function reportDefect({ idp, method, route }: Exchange, error: unknown): string {
  const reference = randomBytes(4).toString("hex");
  idp.onDefect(error, { request: `${method} ${route ?? "(no route)"}`, reference });
  return reference;
}

const defectPage = (reference: string) => ({
  status: 500,
  title: "500 Internal Server Error",
  text: `The IdP failed to answer this request. Reference: ${reference}`,
});

function pageOf(error: unknown): (ErrorPage & { status: number }) | undefined {
  if (error instanceof BodyTooLarge) {
    return { status: 413, title: "413 Content Too Large", text: "The request is larger than any that belongs here." };
  }
  if (error instanceof NotAForm) {
    return {
      status: 415,
      title: "415 Unsupported Media Type",
      text: "This address takes forms: application/x-www-form-urlencoded.",
    };
  }
  if (error instanceof Problem) {
    return { status: 503, title: "503 Service Unavailable", text: error.what, fix: { text: error.fix } };
  }
  return undefined;
}

/** A page for whoever reads pages, JSON for programs. */
function answer(exchange: Exchange, status: number, page: ErrorPage): void {
  const { req, res, idp, nonce } = exchange;
  if (req.headers.accept?.includes("text/html")) {
    sendPage(exchange, status, errorPage({ nonce, org: idp.org.name }, page));
    return;
  }
  sendJson(res, status, { error: status < 500 ? "invalid_request" : "server_error", error_description: page.text });
}
