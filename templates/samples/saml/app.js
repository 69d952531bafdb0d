// A web app that signs people in with SAML 2.0: started here, or from the provider's dashboard.
import { randomBytes } from "node:crypto";
import { generateServiceProviderMetadata, SAML } from "@node-saml/node-saml";
import { identityProvider } from "./idp.js";
import { pages } from "./pages.js";
import { pendingRequests } from "./pending-requests.js";
import { answer, ownPage, Refusal, readForm, redirect, Sessions, serve } from "./web.js";

const CLOCK_SKEW_MS = 60_000;
const LONGEST_RELAY_STATE = 80; // bytes: saml-bindings-2.0 §3.4.3

/** @returns the request handler; README.md lists the variables of `env` */
export function createApp(env, pending = pendingRequests()) {
  const baseUrl = env.BASE_URL;
  const acsUrl = env.SAML_ACS_URL || `${baseUrl}/saml/acs`;
  const entityId = env.SAML_SP_ENTITY_ID || env.SAML_AUDIENCE || `${baseUrl}/saml/metadata`;
  const audience = env.SAML_AUDIENCE || entityId;
  const sessions = new Sessions("saml_sample", baseUrl);
  const readIdp = identityProvider(env);
  const usedAssertions = new Map(); // assertion id → when it has expired anyway

  function serviceProvider(idp, requestId) {
    return new SAML({
      callbackUrl: acsUrl,
      issuer: entityId,
      audience,
      entryPoint: idp.entryPoint,
      idpCert: idp.certificates,
      // The provider signs both. If yours signs one of them only, say which: SAML_SIGNED=assertion or response.
      wantAssertionsSigned: env.SAML_SIGNED !== "response",
      wantAuthnResponseSigned: env.SAML_SIGNED !== "assertion",
      acceptedClockSkewMs: CLOCK_SKEW_MS,
      identifierFormat: null, // the provider's setting decides, not the request
      disableRequestedAuthnContext: true, // likewise how people prove who they are
      generateUniqueId: () => requestId,
      validateInResponseTo: "ifPresent", // absent when the provider's dashboard started the sign-in
      requestIdExpirationPeriodMs: pending.lifetimeMs,
      cacheProvider: {
        saveAsync: async () => null,
        getAsync: async (id) => (pending.sentAt(id) ? new Date(pending.sentAt(id)).toISOString() : null),
        removeAsync: async () => null, // `take` below does it, once the answer has proved to be genuine
      },
    });
  }

  async function signIn(request, response) {
    const idp = await readIdp();
    const path = new URL(request.url, baseUrl).searchParams.get("to") ?? "/";
    const id = `_${randomBytes(20).toString("hex")}`; // an xs:ID must not begin with a digit
    pending.remember(id, ownPage(path, baseUrl), { request, response });

    const relayState = Buffer.byteLength(path) <= LONGEST_RELAY_STATE ? path : "";
    redirect(response, await serviceProvider(idp, id).getAuthorizeUrlAsync(relayState, undefined, {}));
  }

  async function assertionConsumer(request, response) {
    const form = await readForm(request);
    if (!form.SAMLResponse) throw new Refusal(400, "Sign-in failed", "SAMLResponse is missing.");

    const idp = await readIdp();
    const profile = await verify(idp, form);
    const { Assertion: assertion } = profile.getAssertion(); // the bytes that were signed, nothing else
    const inResponseTo = checkAssertion(assertion, idp, profile);
    refuseReplay(assertion);

    const started = inResponseTo ? pending.take(inResponseTo, { request, response }) : undefined;
    if (inResponseTo && !started) throw failed("InResponseTo is not valid");
    sessions.start(request, response, { user: userFrom(profile) });
    redirect(response, started?.wanted ?? ownPage(form.RelayState, baseUrl));
  }

  /** Signature, times, audience and InResponseTo: all that the library checks. Its words go to the page. */
  async function verify(idp, form) {
    try {
      const { profile } = await serviceProvider(idp).validatePostResponseAsync(form);
      if (!profile?.nameID) throw new Error("SAML assertion without a NameID");
      return profile;
    } catch (error) {
      throw failed(error.message);
    }
  }

  /**
   * What the library leaves to the app (saml-profiles-2.0 §4.1.4.3).
   *
   * @returns the id of the request that the assertion answers; undefined when the provider's dashboard started it
   */
  function checkAssertion(assertion, idp, profile) {
    if (profile.issuer !== idp.issuer) {
      throw failed(`SAML issuer mismatch. Expected: ${idp.issuer} Received: ${profile.issuer}`);
    }
    const bearer = bearerConfirmations(assertion);
    const addressed = bearer.filter(({ Recipient }) => Recipient === acsUrl);
    if (!addressed.length) {
      const received = bearer.map(({ Recipient }) => Recipient).join(", ");
      throw failed(`SAML recipient mismatch. Expected: ${acsUrl} Received: ${received}`);
    }
    const data = addressed.find(({ NotOnOrAfter }) => Date.parse(NotOnOrAfter) + CLOCK_SKEW_MS > Date.now());
    if (!data) throw failed("SAML subject confirmation expired");
    // The attribute of the Response may be unsigned: removed from there, the one inside the assertion still counts.
    if (data.InResponseTo !== profile.inResponseTo) throw failed("InResponseTo does not match the assertion");
    return data.InResponseTo;
  }

  /** An assertion is worth one session (saml-profiles-2.0 §4.1.4.5). */
  function refuseReplay(assertion) {
    const now = Date.now();
    for (const [id, expires] of usedAssertions) if (expires < now) usedAssertions.delete(id);
    if (usedAssertions.has(assertion.$.ID)) throw failed("SAML assertion was used before");
    const ends = bearerConfirmations(assertion).map(({ NotOnOrAfter }) => Date.parse(NotOnOrAfter) || 0);
    usedAssertions.set(assertion.$.ID, Math.max(...ends) + CLOCK_SKEW_MS);
  }

  function metadata(_request, response) {
    response.writeHead(200, { "content-type": "application/samlmetadata+xml" });
    const options = { issuer: entityId, callbackUrl: acsUrl, identifierFormat: null, wantAssertionsSigned: true };
    response.end(generateServiceProviderMetadata(options));
  }

  function logout(request, response) {
    sessions.end(request, response);
    redirect(response, ownPage("/", baseUrl));
  }

  return answer(
    {
      ...pages({ title: "SAML sample", baseUrl, userOf: (request) => sessions.of(request)?.user }),
      "GET /login": signIn,
      "GET /logout": logout,
      "GET /saml/metadata": metadata,
      [`POST ${new URL(acsUrl).pathname}`]: assertionConsumer,
    },
    explain,
  );
}

/** @returns the app's address and how to stop it */
export const start = ({ port = 0, env = process.env } = {}) => serve(createApp, { port, env });

const failed = (message) => new Refusal(403, "Sign-in failed", message);

const bearerConfirmations = (assertion) =>
  (assertion.Subject?.[0].SubjectConfirmation ?? [])
    .filter(({ $ }) => $?.Method === "urn:oasis:names:tc:SAML:2.0:cm:bearer")
    .map(({ SubjectConfirmationData: data }) => data?.[0].$ ?? {});

function userFrom({ nameID: nameId, nameIDFormat: nameIdFormat, attributes = {} }) {
  const email = attributes.email ?? (nameId.includes("@") ? nameId : undefined);
  const name = attributes.displayName ?? [attributes.firstName, attributes.lastName].filter(Boolean).join(" ");
  return { label: email ?? nameId, nameId, nameIdFormat, email, name, attributes };
}

function explain(error) {
  if (error.message !== "fetch failed") return undefined;
  return new Refusal(502, "The identity provider does not answer", `${error.message}: ${error.cause?.message}`);
}
