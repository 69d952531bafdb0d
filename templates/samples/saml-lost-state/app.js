// The SAML sample with one real, common mistake: it knows its sign-in again by a SameSite=Lax cookie.
// The answer comes as a POST from the provider's site, and browsers keep Lax cookies away from such a POST.
import { createApp as createSamlApp } from "../saml/app.js";
import { pendingRequests } from "../saml/pending-requests.js";
import { Refusal, readCookie, serve } from "../saml/web.js";

const COOKIE = "saml_sample_state";

/** @returns the request handler; it reads the same variables as the SAML sample */
export function createApp(env) {
  const kept = pendingRequests();
  return createSamlApp(env, {
    ...kept,

    remember(id, wanted, { request, response }) {
      kept.remember(id, wanted, { request, response });
      response.appendHeader("set-cookie", `${COOKIE}=${id}; Path=/; HttpOnly; SameSite=Lax`);
    },

    take(id, { request, response }) {
      if (readCookie(request, COOKIE) !== id) throw new Refusal(403, "Sign-in failed", "state lost");
      response.appendHeader("set-cookie", `${COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`);
      return kept.take(id, { request, response });
    },
  });
}

/** @returns the app's address and how to stop it */
export const start = ({ port = 0, env = process.env } = {}) => serve(createApp, { port, env });
