/** The app proves at the token endpoint who it is in another way than it is registered for. */
import { defineCause } from "../cause.js";
import { type RefusedClient, refusedClientOf } from "../refused-client.js";
import { requestOf, type Trace } from "../trace.js";
import { parameterOf } from "./redirect-uri-mismatch.js";

interface Fault {
  seen(refused: RefusedClient): string;
  cause(refused: RefusedClient): string;
  fix(trace: Trace, refused: RefusedClient): string;
}

const FAULTS: Record<string, Fault> = {
  "secret-missing": {
    seen: () => "the app's token request names its client_id and brings no secret",
    cause: ({ registered }) => `the app is registered with a client secret (${registered}), and sent none`,
    fix: withoutSecret,
  },
  "no-credentials": {
    seen: () => "the app's token request names no client",
    cause: ({ registered }) =>
      registered === "none"
        ? "a public client names itself at the token endpoint with its client_id"
        : `the app is registered with a client secret (${registered}), and sent neither it nor its client_id`,
    fix: (trace, refused) =>
      refused.registered === "none"
        ? `make the app send client_id=${trace.app.id} in the form of its token request`
        : sendTheSecret(refused),
  },
  "secret-of-public-client": {
    seen: ({ sent }) => `the app's token request brings a client secret: ${sent.join(" and ")}`,
    cause: () => "the app is registered as a public client (none), which has no secret; the platform refuses one",
    fix: ({ app }, { sent }) =>
      `appint apps edit ${app.slug} --auth-method ${methodOf(sent)}\n` +
      `and give the app the secret that appint apps show ${app.slug} --reveal shows; or make the app send client_id alone`,
  },
  "several-credentials": {
    seen: ({ sent }) => `the app's token request brings credentials more than once: ${sent.join(" and ")}`,
    cause: () => "the platform takes one credential a request, and refuses a second one even if it says the same",
    fix: (_trace, { sent, registered }) =>
      sent.includes("client_assertion")
        ? sendTheSecret({ registered })
        : `make the app send the secret in one place: ${
            registered === "client_secret_post"
              ? "client_id and client_secret in the form, and no Authorization header"
              : `the Authorization header, and neither client_id nor client_secret in the form`
          }`,
  },
  "assertion-not-registered": {
    seen: () => "the app's token request brings a signed client_assertion",
    cause: ({ registered }) => `the app is registered with ${registered}, and with no key that could verify one`,
    fix: (_trace, refused) => sendTheSecret(refused),
  },
  "assertion-missing": {
    seen: () => "the app's token request brings no signed client_assertion",
    cause: ({ registered }) => `the app is registered to sign who it is (${registered}), and sent something else`,
    fix: ({ app }, { sent, registered }) =>
      `make the app sign a client_assertion (${registered}), or register it with a secret:\n` +
      `appint apps edit ${app.slug} --auth-method ${methodOf(sent)}`,
  },
};

export default defineCause({
  rule: "wrong-client-auth-method",
  title: "The app authenticates at the token endpoint in another way than it is registered for",
  spec: "openid-connect-core-1_0 §9",

  suspect(trace) {
    const refused = refusedClientOf(trace);
    const fault = refused && FAULTS[refused.fault];
    if (!fault) return undefined;
    return {
      seen: `the code arrived at ${refused.callback}; ${fault.seen(refused)}; the IdP answered ${refused.error}`,
      proof: "the refused token request stands in the system log of this run",
      cause: fault.cause(refused),
      fix: fault.fix(trace, refused),
    };
  },
});

/** Without a code challenge a public client could prove nothing; with one it still is the weaker way, and named last. */
function withoutSecret(trace: Trace, refused: RefusedClient): string {
  const request = requestOf(trace);
  const isPublic = request !== undefined && parameterOf(request.request, "code_challenge") !== undefined;
  const { slug } = trace.app;
  const send = `${sendTheSecret(refused)}\nsee the secret: appint apps show ${slug} --reveal`;
  return isPublic
    ? `${send}\nor, for an app that can keep no secret, register it as a public client:\nappint apps edit ${slug} --auth-method none --pkce`
    : send;
}

function sendTheSecret({ registered }: Pick<RefusedClient, "registered">): string {
  if (registered === "none") return "make the app send client_id alone, and prove itself by PKCE";
  return registered === "client_secret_post"
    ? "make the app send its client secret: client_id and client_secret in the form (client_secret_post)"
    : "make the app send its client secret: Authorization: Basic, client_id and secret form-encoded (client_secret_basic)";
}

const methodOf = (sent: readonly string[]): string =>
  sent.includes("Authorization: Basic") ? "client_secret_basic" : "client_secret_post";
