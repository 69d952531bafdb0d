/** SP-initiated single logout: who asks in the right way is signed out and told so; nobody else is. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { encodePost } from "../../../src/protocols/saml/bindings.js";
import { signElement } from "../../../src/protocols/saml/signature.js";
import { NAME_ID_FORMAT, NAMESPACES } from "../../../src/protocols/saml/urns.js";
import { element } from "../../../src/protocols/xml/element.js";
import { writeXml } from "../../../src/protocols/xml/write.js";
import { Documents, missingTools } from "../../protocols/saml/external-tools.js";
import type { SamlOrg } from "./saml-org.js";
import { audience, isResponse, postedBy, postFields, redirectPath, requestXml, samlOrg, wordsOf } from "./saml-org.js";
import { nodeSaml, signedPath, spCertificate, spSigner, stranger } from "./signing-sp.js";

const logoutUrl = "http://localhost:3000/saml/logged-out?x=1&y=2";

let saml: SamlOrg;
beforeAll(async () => {
  saml = await samlOrg({ spCertificate, spIssuer: audience, slo: { enabled: true, issuer: audience, logoutUrl } });
});
beforeEach(() => saml.signIn());
afterAll(() => saml[Symbol.asyncDispose]());

interface Changes {
  issuer?: string;
  nameId?: string;
  destination?: string;
  notOnOrAfter?: Date;
  sign?: typeof spSigner;
}

function requestOf({ issuer = audience, nameId = "ada@example.com", destination, notOnOrAfter, sign }: Changes = {}) {
  const request = element(
    "saml2p:LogoutRequest",
    {
      "xmlns:saml2p": NAMESPACES.saml2p,
      ID: "_logout1",
      Version: "2.0",
      IssueInstant: new Date().toISOString(),
      Destination: destination ?? saml.test.origin + saml.sloPath,
      NotOnOrAfter: notOnOrAfter?.toISOString(),
    },
    [
      element("saml2:Issuer", { "xmlns:saml2": NAMESPACES.saml2 }, [issuer]),
      element("saml2:NameID", { "xmlns:saml2": NAMESPACES.saml2, Format: NAME_ID_FORMAT.emailAddress }, [nameId]),
      element("saml2p:SessionIndex", {}, ["_request1"]),
    ],
  );
  return writeXml(sign ? signElement(request, sign) : request);
}

const isSignedIn = async () => (await saml.browser.get("/app/UserHome")).status === 200;

const byRedirect = (changes: Changes = {}, sign = spSigner) =>
  saml.browser.get(signedPath(saml.sloPath, requestOf(changes), "/bye", sign));
const byPost = async (changes: Changes = {}, relayState = "/bye") => {
  const fields = { SAMLRequest: encodePost(requestOf({ sign: spSigner, ...changes })), RelayState: relayState };
  return await saml.browser.get((await postFields(saml.browser, saml.sloPath, fields)).location);
};

const documents = new Documents();
afterAll(() => documents[Symbol.dispose]());

describe("a LogoutRequest", () => {
  it.each([
    ["redirect", () => byRedirect()],
    ["post", () => byPost()],
  ] as const)("by %s ends the session, and is answered by post", async (_binding, send) => {
    const page = await send();
    const { action, xml, relayState } = postedBy(page);

    expect(action).toBe(logoutUrl);
    expect(relayState).toBe("/bye");
    expect(xml).toMatch(/^<\?xml[^>]+\?><saml2p:LogoutResponse /);
    expect(xml).toContain('InResponseTo="_logout1"');
    expect(xml).toContain(`Destination="${logoutUrl.replaceAll("&", "&amp;")}"`);
    expect(xml).toContain("status:Success");
    expect(wordsOf(page)).toContain("Signing out of Payroll 1");
    expect(await isSignedIn()).toBe(false);
    expect(await saml.lastEvent()).toMatchObject({
      eventType: "user.authentication.slo",
      result: "SUCCESS",
      actor: saml.test.ada.id,
      targets: [saml.app.id],
      debugData: { logoutRequestId: "_logout1" },
    });
    expect((await saml.test.events()).some(({ eventType }) => eventType === "user.session.end")).toBe(true);
  });

  it.skipIf(missingTools())("is answered with what the schema calls valid", async () => {
    const file = documents.add("logout-response", postedBy(await byRedirect()).xml);

    expect(documents.schemaErrors([file], "protocol")).toEqual([]);
    expect(documents.firstWrongSignature([file], "LogoutResponse", saml.certificatePem)).toBeUndefined();
  });

  it("of a person who is signed out already is a success", async () => {
    await byRedirect();

    expect(postedBy(await byRedirect()).xml).toContain("status:Success");
    expect(await saml.lastEvent()).toMatchObject({ result: "SUCCESS", actor: "unknown" });
  });

  it.each([
    [
      "unsigned, by redirect",
      () => saml.browser.get(redirectPath(saml.sloPath, requestOf(), "/bye")),
      /^Invalid Signature/,
    ],
    ["unsigned, by post", () => byPost({ sign: undefined }), /^Invalid Signature/],
    ["signed by a stranger, by redirect", () => byRedirect({}, stranger), /^Invalid Signature/],
    ["signed by a stranger, by post", () => byPost({ sign: stranger }), /^Invalid Signature/],
    ["of another issuer", () => byRedirect({ issuer: "urn:other" }), /^Invalid Issuer: urn:other/],
    ["about somebody else", () => byRedirect({ nameId: "bob@example.com" }), /^Invalid NameID/],
    ["about nobody", () => byRedirect({ nameId: "" }), /^Invalid NameID/],
    ["for another address", () => byPost({ destination: "http://127.0.0.1:7700/other" }), /^Invalid Destination/],
    ["that has expired", () => byRedirect({ notOnOrAfter: new Date(Date.now() - 1000) }), /has expired/],
  ])("%s ends no session, and is answered with AuthnFailed", async (_case, send, reason) => {
    const { action, xml } = postedBy(await send());

    expect(action).toBe(logoutUrl);
    expect(xml).toContain("status:Responder");
    expect(xml).toContain("status:AuthnFailed");
    expect(xml).toContain('InResponseTo="_logout1"');
    expect(await isSignedIn()).toBe(true);
    const event = await saml.lastEvent();
    expect(event).toMatchObject({ eventType: "user.authentication.slo", result: "FAILURE", actor: saml.test.ada.id });
    expect(event.reason).toMatch(reason);
  });

  it.each([
    ["an AuthnRequest", () => saml.browser.get(signedPath(saml.sloPath, requestXml())), /not a LogoutRequest/],
    ["nothing", () => saml.browser.get(saml.sloPath), /there is none/],
    ["noise", () => saml.browser.get(`${saml.sloPath}?SAMLRequest=%25`), /is not base64/],
  ])("that is %s has a page for an answer", async (_case, send, says) => {
    const page = await send();

    expect(page.status).toBe(400);
    expect(isResponse(page)).toBe(false);
    expect(wordsOf(page)).toMatch(says);
    expect(await isSignedIn()).toBe(true);
    expect(await saml.lastEvent()).toMatchObject({ eventType: "user.authentication.slo", result: "FAILURE" });
  });
});

describe("an SP that nobody here wrote", () => {
  const user = {
    issuer: "http://www.okta.com/x",
    nameID: "ada@example.com",
    nameIDFormat: NAME_ID_FORMAT.emailAddress,
    sessionIndex: "_request1",
  };

  it("signs the person out, and takes our answer", async () => {
    const sp = nodeSaml(saml);
    const url = new URL(await sp.getLogoutUrlAsync(user, "/bye", {}));
    const { xml } = postedBy(await saml.browser.get(url.pathname + url.search));

    expect(await isSignedIn()).toBe(false);
    expect(await sp.validatePostResponseAsync({ SAMLResponse: encodePost(xml) })).toMatchObject({ loggedOut: true });
  });

  it("takes no answer that a stranger has signed", async () => {
    const sp = nodeSaml(saml, { idpCert: stranger.certificatePem });
    const url = new URL(await sp.getLogoutUrlAsync(user, "/bye", {}));
    const { xml } = postedBy(await saml.browser.get(url.pathname + url.search));

    await expect(sp.validatePostResponseAsync({ SAMLResponse: encodePost(xml) })).rejects.toThrow();
  });
});

describe("an app without single logout", () => {
  it("signs nobody out, and says how it is set up", async () => {
    await using other = await samlOrg({ spCertificate });
    await other.signIn();
    const page = await other.browser.get(signedPath(other.sloPath, requestOf()));

    expect(page.status).toBe(400);
    expect(wordsOf(page)).toContain("--single-logout-url");
    expect((await other.browser.get("/app/UserHome")).status).toBe(200);
  });

  it("has no SingleLogoutService in its metadata, and one with it has two", async () => {
    const countOf = (text: string) => text.match(/<md:SingleLogoutService /g)?.length ?? 0;
    await using other = await samlOrg();
    const metadataOf = async ({ browser, app }: SamlOrg) =>
      (await browser.get(`/app/${app.externalKey}/sso/saml/metadata`)).text;

    expect(countOf(await metadataOf(other))).toBe(0);
    expect(countOf(await metadataOf(saml))).toBe(2);
    expect(await metadataOf(saml)).toContain(saml.sloPath);
  });
});
