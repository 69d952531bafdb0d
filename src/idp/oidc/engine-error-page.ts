/** The page for an authorize error that the engine finds and that has nowhere else to go. */
import type { ErrorOut, KoaContextWithOIDC } from "oidc-provider";
import { pagePolicy } from "../http/answers.js";
import { errorPage } from "../pages/error.js";
import { engineRequest } from "./engine-request.js";

/** @param out what may be shown; a defect is a bare `server_error` in it */
export function engineErrorPage(ctx: KoaContextWithOIDC, out: ErrorOut): void {
  const { exchange, reference } = engineRequest();
  const { idp, nonce } = exchange;
  // A token request of a browser ends here too if it accepts HTML; it gets JSON all the same.
  if (ctx.path.endsWith("/token")) {
    ctx.body = out;
    return;
  }
  ctx.type = "html";
  ctx.set("Content-Security-Policy", pagePolicy(nonce));
  const text = out.error_description ?? "The request failed.";
  ctx.body = errorPage(
    { nonce, org: idp.org.name },
    { title: `${ctx.status} Error`, text: reference ? `${text} Reference: ${reference}` : text, code: out.error },
  ).toString();
}
