/** An app that takes signed requests alone: what was signed is answered, and nothing else. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodePost } from "../../../src/protocols/saml/bindings.js";
import { NAME_ID_FORMAT } from "../../../src/protocols/saml/urns.js";
import type { SamlOrg } from "./saml-org.js";
import {
  acsUrl,
  isResponse,
  postedBy,
  postFields,
  postFrom,
  redirectPath,
  requestXml,
  samlOrg,
  wordsOf,
} from "./saml-org.js";
import { fieldOf, nodeSaml, signedPath, spCertificate, spSigner, stranger } from "./signing-sp.js";

const tenantAcs = "https://tenant-7.example/saml/acs?a=1&b=2";

let saml: SamlOrg;
beforeAll(async () => {
  saml = await samlOrg({ samlSignedRequestEnabled: true, spCertificate });
  await saml.signIn();
});
afterAll(() => saml[Symbol.asyncDispose]());

const destination = () => saml.test.origin + saml.ssoPath;
const xml = (changes: Parameters<typeof requestXml>[0] = {}) =>
  requestXml({ destination: destination(), acsUrl, nameIdFormat: NAME_ID_FORMAT.emailAddress, ...changes });

/** Opens the request by that binding, signed as that binding is. */
async function open(
  binding: "redirect" | "post",
  changes: Parameters<typeof requestXml>[0] = {},
  relayState = "/r?q=ü&x",
) {
  if (binding === "redirect") return await saml.browser.get(signedPath(saml.ssoPath, xml(changes), relayState));
  const kept = await postFrom(saml.browser, saml.ssoPath, xml({ ...changes, sign: spSigner }), relayState);
  return await saml.browser.get(kept.location);
}

describe.each(["redirect", "post"] as const)("a signed request by %s", (binding) => {
  it("is answered at the ACS that it names, listed or not, with its RelayState", async () => {
    const posted = postedBy(await open(binding, { acsUrl: tenantAcs }));

    expect(posted.action).toBe(tenantAcs);
    expect(posted.relayState).toBe("/r?q=ü&x");
    expect(posted.xml).toContain('InResponseTo="_request1"');
    const written = tenantAcs.replaceAll("&", "&amp;");
    expect(posted.xml).toContain(`Destination="${written}"`);
    expect(posted.xml).toContain(`Recipient="${written}"`);
    expect((await saml.lastEvent()).debugData).toMatchObject({ acsUrl: tenantAcs, authnRequestId: "_request1" });
  });

  it("outlives the sign-in page", async () => {
    await using other = await samlOrg({ samlSignedRequestEnabled: true, spCertificate });
    const request = xml({ destination: other.test.origin + other.ssoPath, acsUrl: tenantAcs });
    const signed = xml({ destination: other.test.origin + other.ssoPath, acsUrl: tenantAcs, sign: spSigner });
    const path =
      binding === "redirect"
        ? signedPath(other.ssoPath, request, "/r")
        : (await postFrom(other.browser, other.ssoPath, signed, "/r")).location;

    const posted = postedBy(await other.browser.signIn(await other.browser.go(path), { user: other.test.ada.id }));

    expect(posted).toMatchObject({ action: tenantAcs, relayState: "/r" });
  });

  it.each([
    ["names no ACS", { acsUrl: undefined }, /takes the ACS URL from the signed request/],
    ["names an ACS that is a script", { acsUrl: "javascript:alert(1)" }, /takes the ACS URL from the signed request/],
    ["names its ACS by an index", { acsUrl: undefined, acsIndex: 0 }, /takes the ACS URL from the signed request/],
    ["was signed for another address", { destination: "http://127.0.0.1:7700/other" }, /another address/],
    ["has no NameIDPolicy", { nameIdFormat: undefined }, /must ask for the Name ID format.*Asked for none/],
    ["wants any NameID", { nameIdFormat: NAME_ID_FORMAT.unspecified }, /must ask for the Name ID format/],
    ["wants another NameID", { nameIdFormat: NAME_ID_FORMAT.persistent }, /--name-id-format/],
  ])("is refused where it %s", async (_case, changes, says) => {
    const page = await open(binding, changes);

    expect(page.status).toBe(400);
    expect(isResponse(page)).toBe(false);
    expect(wordsOf(page)).toMatch(says);
    expect(await saml.lastEvent()).toMatchObject({ result: "FAILURE", actor: saml.test.ada.id });
  });
});

const inQuery = (sign: typeof spSigner) => () => saml.browser.get(signedPath(saml.ssoPath, xml(), "/r", sign));
const changedPath = (from: RegExp, to: string) => () =>
  saml.browser.get(signedPath(saml.ssoPath, xml(), "/r").replace(from, to));
const posted = (text: () => string) => async () =>
  saml.browser.get((await postFields(saml.browser, saml.ssoPath, { SAMLRequest: encodePost(text()) })).location);

describe("a request that is not signed as it must be", () => {
  it.each([
    ["unsigned, by redirect", () => saml.browser.get(redirectPath(saml.ssoPath, xml())), /is not signed/],
    ["unsigned, by post", posted(() => xml()), /is not signed/],
    ["signed by a stranger, by redirect", inQuery(stranger), /signature does not fit/],
    ["signed by a stranger, by post", posted(() => xml({ sign: stranger })), /signature does not fit/],
    [
      "signed in the XML where the query must be",
      () => saml.browser.get(redirectPath(saml.ssoPath, xml({ sign: spSigner }))),
      /is not signed/,
    ],
    [
      "changed after it was signed, by post",
      posted(() => xml({ sign: spSigner }).replace(acsUrl, tenantAcs.split("?")[0] ?? "")),
      /signature does not fit/,
    ],
    [
      "given another RelayState",
      changedPath(/RelayState=[^&]*/, "RelayState=https%3A%2F%2Fevil.example"),
      /signature does not fit/,
    ],
    ["robbed of its RelayState", changedPath(/RelayState=[^&]*&/, ""), /signature does not fit/],
    ["given a second message", changedPath(/\?/, "?SAMLRequest=x&"), /SAMLRequest twice/],
    ["signed with SHA-1", inQuery({ ...spSigner, signatureAlgorithm: "RSA_SHA1" }), /is not accepted/],
    [
      "wrapped around a genuine one",
      posted(() => {
        const genuine = xml({ sign: spSigner });
        const evil = xml({ id: "_evil", acsUrl: "https://evil.example/acs" });
        return evil.replace("</saml2p:AuthnRequest>", `<x>${genuine}</x></saml2p:AuthnRequest>`);
      }),
      /not signed the way SAML asks for/,
    ],
  ])("is refused: %s", async (_case, send, says) => {
    const page = await send();

    expect(page.status).toBe(400);
    expect(isResponse(page)).toBe(false);
    expect(wordsOf(page)).toMatch(says);
    expect(page.text).not.toContain("evil.example");
    expect((await saml.lastEvent()).result).toBe("FAILURE");
  });

  it("is refused before anybody has to sign in", async () => {
    await using other = await samlOrg({ samlSignedRequestEnabled: true, spCertificate });

    expect((await other.browser.get(redirectPath(other.ssoPath, requestXml()))).status).toBe(400);
    expect((await other.lastEvent()).actor).toBe("unknown");
  });

  it("is answered as ever where the app does not insist", async () => {
    await using other = await samlOrg({ spCertificate });
    await other.signIn();

    expect(isResponse(await other.browser.get(signedPath(other.ssoPath, requestXml(), "/r", stranger)))).toBe(true);
  });

  it("is taken with SHA-1 where the app itself signs with it", async () => {
    await using other = await samlOrg({
      samlSignedRequestEnabled: true,
      spCertificate,
      signatureAlgorithm: "RSA_SHA1",
    });
    await other.signIn();
    const request = requestXml({
      acsUrl,
      nameIdFormat: NAME_ID_FORMAT.emailAddress,
      destination: other.test.origin + other.ssoPath,
    });

    const page = await other.browser.get(
      signedPath(other.ssoPath, request, "", { ...spSigner, signatureAlgorithm: "RSA_SHA1" }),
    );

    expect(isResponse(page)).toBe(true);
  });

  it("is refused by name where the certificate is gone", async () => {
    await using other = await samlOrg({ samlSignedRequestEnabled: true });

    expect(wordsOf(await other.browser.get(redirectPath(other.ssoPath, requestXml())))).toContain(
      "no signature certificate",
    );
  });
});

describe("an SP that nobody here wrote, signing its requests", () => {
  const identifierFormat = NAME_ID_FORMAT.emailAddress;

  it("is answered by redirect", async () => {
    const sp = nodeSaml(saml, { identifierFormat });
    const url = new URL(await sp.getAuthorizeUrlAsync("/reports?q=1", undefined, {}));
    expect(url.search).toContain("&Signature=");

    const answer = postedBy(await saml.browser.get(url.pathname + url.search));

    const { profile } = await sp.validatePostResponseAsync({ SAMLResponse: encodePost(answer.xml) });
    expect(profile?.nameID).toBe("ada@example.com");
    expect(answer.relayState).toBe("/reports?q=1");
  });

  it("is answered by post", async () => {
    const sp = nodeSaml(saml, { identifierFormat });
    const form = await sp.getAuthorizeFormAsync("/reports");
    const request = fieldOf(form, "SAMLRequest");
    const kept = await postFields(saml.browser, saml.ssoPath, { SAMLRequest: request, RelayState: "/reports" });

    const answer = postedBy(await saml.browser.get(kept.location));

    const { profile } = await sp.validatePostResponseAsync({ SAMLResponse: encodePost(answer.xml) });
    expect(profile?.nameID).toBe("ada@example.com");
  });
});

it("the tile needs no request", async () => {
  const answer = postedBy(await saml.browser.get(saml.tilePath));

  expect(answer.action).toBe(acsUrl);
  expect(answer.xml).not.toContain("InResponseTo");
});

it("the metadata says that requests are to be signed", async () => {
  const { text } = await saml.browser.get(`/app/${saml.app.externalKey}/sso/saml/metadata`);

  expect(text).toContain('WantAuthnRequestsSigned="true"');
  expect(text).not.toContain("SingleLogoutService");
});
