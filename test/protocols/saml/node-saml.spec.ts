/** A strict SP that nobody here wrote takes our responses, and refuses them once they are changed. */
import { type CacheProvider, SAML, type SamlConfig } from "@node-saml/node-saml";
import { describe, expect, it } from "vitest";
import { readAuthnRequest } from "../../../src/protocols/saml/authn-request.js";
import { encodePost } from "../../../src/protocols/saml/bindings.js";
import { newMessageId } from "../../../src/protocols/saml/message-id.js";
import { buildResponse, type ResponseOptions } from "../../../src/protocols/saml/response.js";
import { buildStatusResponse } from "../../../src/protocols/saml/status-response.js";
import { STATUS } from "../../../src/protocols/saml/urns.js";
import { idp, ODD, responseOptions, stranger } from "./fixtures.js";

/** The SP remembers the request that is answered, as if it had just sent it. */
const requestCache = (): CacheProvider => {
  const kept = new Map([["_request1", new Date().toISOString()]]);
  return {
    saveAsync: async (key, value) => {
      kept.set(key, value);
      return { value, createdAt: Date.now() };
    },
    getAsync: async (key) => kept.get(key) ?? null,
    removeAsync: async (key) => (key !== null && kept.delete(key) ? key : null),
  };
};

const sp = (changes: Partial<SamlConfig> = {}) =>
  new SAML({
    callbackUrl: "http://localhost:3000/saml/acs",
    entryPoint: "http://127.0.0.1:7700/sso",
    issuer: "http://localhost:3000/saml/metadata",
    audience: "http://localhost:3000/saml/metadata",
    idpIssuer: "http://www.okta.com/exk1",
    idpCert: idp.certificatePem,
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: true,
    validateInResponseTo: "always" as SamlConfig["validateInResponseTo"],
    cacheProvider: requestCache(),
    ...changes,
  });

const response = (changes: Partial<ResponseOptions> = {}): string =>
  buildResponse(responseOptions({ now: new Date(), authnInstant: new Date(), ...changes }));

const accept = async (saml: SAML, xml: string) =>
  (await saml.validatePostResponseAsync({ SAMLResponse: encodePost(xml) })).profile;

describe("node-saml", () => {
  it("takes a response and sees what was meant", async () => {
    expect(await accept(sp(), response())).toMatchObject({
      issuer: "http://www.okta.com/exk1",
      nameID: "ada@example.com",
      inResponseTo: "_request1",
      sessionIndex: "_request1",
      email: "ada@example.com",
      groups: ["Everyone", "Engineering"],
    });
  });

  it.each([
    ["only the response is signed", { response: true, assertion: false }],
    ["only the assertion is signed", { response: false, assertion: true }],
  ])("takes a response of which %s", async (_case, { response: responseSigned, assertion }) => {
    const saml = sp({ wantAuthnResponseSigned: responseSigned, wantAssertionsSigned: assertion });

    const profile = await accept(saml, response({ sign: { ...idp, response: responseSigned, assertion } }));

    expect(profile?.nameID).toBe("ada@example.com");
  });

  it("takes SHA-1, odd characters and no InResponseTo when it is set up for that", async () => {
    const saml = sp({ validateInResponseTo: "never" as SamlConfig["validateInResponseTo"] });
    const sha1 = { ...idp, signatureAlgorithm: "RSA_SHA1", digestAlgorithm: "SHA1", response: true, assertion: true };

    const profile = await accept(
      saml,
      response({
        inResponseTo: undefined,
        sessionIndex: newMessageId(),
        attributes: [{ name: "odd", nameFormat: "urn:x", values: [ODD] }],
        sign: sha1 as ResponseOptions["sign"],
      }),
    );

    // It reads the signed octets anew with XML 1.1's line ends, so U+2028 and U+0085 come out as line feeds.
    expect(profile?.odd).toBe(ODD.replaceAll(/[\u0085\u2028]/g, "\n"));
  });

  it.each([
    ["a changed name", response().replace(">ada@", ">eve@"), {}],
    ["a stranger's signature", response({ sign: { ...stranger, response: true, assertion: true } }), {}],
    ["no signature", response({ sign: { ...idp, response: false, assertion: false } }), {}],
    ["another audience", response({ audience: "urn:other" }), {}],
    ["another request", response({ inResponseTo: "_other" }), {}],
    ["an old response", response({ now: new Date(Date.now() - 600_000) }), {}],
    ["a response of the future", response({ now: new Date(Date.now() + 600_000) }), {}],
    [
      "an unsigned assertion where it wants a signed one",
      response({ sign: { ...idp, response: true, assertion: false } }),
      {},
    ],
  ])("refuses %s", async (_case, xml, changes) => {
    await expect(accept(sp(changes), xml)).rejects.toThrow();
  });

  it("reads a status as the refusal that it is", async () => {
    const xml = buildStatusResponse({
      id: "id1",
      issuer: "http://www.okta.com/exk1",
      destination: "http://localhost:3000/saml/acs",
      inResponseTo: "_request1",
      now: new Date(),
      status: [STATUS.requester, STATUS.requestDenied],
      message: "not assigned",
      sign: idp,
    });

    await expect(accept(sp(), xml)).rejects.toThrow(/not assigned/);
  });

  it("sends requests that we read, by both bindings", async () => {
    const saml = sp({ forceAuthn: true, identifierFormat: "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent" });
    const url = new URL(await saml.getAuthorizeUrlAsync("/reports", undefined, {}));
    const form = await saml.getAuthorizeFormAsync("/reports");
    const [, posted = ""] = /name="SAMLRequest" value="([^"]+)"/.exec(form) ?? [];
    const meant = {
      issuer: "http://localhost:3000/saml/metadata",
      acsUrl: "http://localhost:3000/saml/acs",
      destination: "http://127.0.0.1:7700/sso",
      forceAuthn: true,
      isPassive: false,
      nameIdFormat: "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
    };

    const redirected = url.searchParams.get("SAMLRequest") ?? "";
    expect(readAuthnRequest({ binding: "redirect", samlRequest: redirected })).toMatchObject(meant);
    expect(readAuthnRequest({ binding: "post", samlRequest: posted.replaceAll("&#x2B;", "+") })).toMatchObject(meant);
  });
});
