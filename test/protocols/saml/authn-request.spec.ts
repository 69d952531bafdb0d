import { readdirSync, readFileSync } from "node:fs";
import { deflateRawSync, deflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Problem } from "../../../src/problem.js";
import { readAuthnRequest } from "../../../src/protocols/saml/authn-request.js";
import type { Binding } from "../../../src/protocols/saml/bindings.js";
import { buildAuthnRequest, postFields, redirectUrl } from "../../../src/protocols/saml/build-authn-request.js";
import { BINDINGS, NAME_ID_FORMAT } from "../../../src/protocols/saml/urns.js";
import { idp, NOW, ODD } from "./fixtures.js";

const CORPUS = new URL("../../corpora/saml/authn-request/", import.meta.url);
const request = (name: string) => readFileSync(new URL(`${name}.xml`, CORPUS), "utf8");
const base64 = (text: string | Buffer) => Buffer.from(text).toString("base64");
const redirect = (xml: string | Buffer) => base64(deflateRawSync(xml));

const refusal = (samlRequest: string, binding: Binding = "post"): Problem => {
  try {
    readAuthnRequest({ binding, samlRequest });
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error("it was read");
};

const REFUSALS: Record<string, string> = {
  "bad-dtd": "SAML_REQUEST_DTD",
  "bad-truncated": "SAML_REQUEST_MALFORMED",
  "bad-not-xml": "SAML_REQUEST_NOT_DEFLATED",
  "bad-logout-request": "SAML_REQUEST_WRONG_ROOT",
  "bad-no-namespace": "SAML_REQUEST_WRONG_ROOT",
  "bad-saml-1-version": "SAML_REQUEST_WRONG_VERSION",
  "bad-no-version": "SAML_REQUEST_WRONG_VERSION",
  "bad-no-id": "SAML_REQUEST_NO_ID",
  "bad-empty-id": "SAML_REQUEST_NO_ID",
  "bad-undeclared-entity": "SAML_REQUEST_MALFORMED",
};

describe("readAuthnRequest refuses", () => {
  it.each(Object.entries(REFUSALS))("%s as %s", (name, code) => {
    expect(refusal(base64(request(name)))).toMatchObject({ code, status: 2 });
  });

  it("every bad file of the corpus for its own reason", () => {
    const bad = readdirSync(CORPUS).filter((name) => name.startsWith("bad-"));

    expect(bad.map((name) => name.replace(".xml", "")).sort()).toEqual(Object.keys(REFUSALS).sort());
  });

  it("no XML inside proper DEFLATE", () => {
    expect(refusal(redirect(request("bad-not-xml")), "redirect").code).toBe("SAML_REQUEST_MALFORMED");
  });

  it.each(["", " \n "])("%j as empty", (samlRequest) => {
    expect(refusal(samlRequest, "redirect").code).toBe("SAML_REQUEST_EMPTY");
  });

  it.each([
    ["blanks where + was", "PHNhb Ww=", "it has blanks where base64 has +"],
    ["a value encoded twice", "PHNhbWw%3D", "it has % signs"],
    ["base64url", "PHNh-_8=", 'character 5 is "-"'],
    ["bare XML", "<saml/>", 'character 1 is "<"'],
    ["padding in the middle", "PHNh=bWw", 'character 5 is "="'],
    ["a cut end", "PHNhb", "its length fits no base64"],
  ])("%s and says so", (_case, samlRequest, why) => {
    const problem = refusal(samlRequest);

    expect(problem.code).toBe("SAML_REQUEST_NOT_BASE64");
    expect(problem.why).toContain(why);
  });

  it.each([
    ["bare XML by HTTP-Redirect", base64(request("good-minimal")), "HTTP-Redirect asks for raw DEFLATE"],
    ["a zlib header", base64(deflateSync(request("good-minimal"))), "it has a zlib header"],
    ["noise", base64(Buffer.from([0xff, 0xfe, 0xfd, 0xfc])), "it is no DEFLATE data"],
    ["half of it", base64(deflateRawSync(request("good-everything")).subarray(0, 200)), "it is no DEFLATE data"],
  ])("%s and says so", (_case, samlRequest, why) => {
    const problem = refusal(samlRequest, "redirect");

    expect(problem.code).toBe("SAML_REQUEST_NOT_DEFLATED");
    expect(problem.why).toContain(why);
  });

  it.each(["redirect", "post"] as const)("a few kilobytes that inflate to megabytes, by %s", (binding) => {
    const bomb = redirect(`<!--${"x".repeat(20_000_000)}-->`);

    expect(bomb.length).toBeLessThan(50_000);
    // No size in it: inflating stopped at the limit, so nobody knows how long it would have become.
    expect(refusal(bomb, binding)).toMatchObject({
      code: "SAML_REQUEST_TOO_LARGE",
      what: "The SAMLRequest is more than 262144 bytes long",
    });
  });

  it("a posted request of megabytes", () => {
    expect(refusal(base64(`<!--${"x".repeat(1_000_000)}--><a/>`)).code).toBe("SAML_REQUEST_TOO_LARGE");
  });

  it("octets that are not UTF-8", () => {
    const latin1 = Buffer.from(`<a b="é"/>`, "latin1");

    expect(refusal(base64(latin1)).why).toBe("its octets are not UTF-8");
  });

  it("anything else with a problem, never with a crash", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.constantFrom("redirect", "post"), (text, binding) => {
        expect(refusal(text, binding).code).toMatch(/^SAML_REQUEST_/);
        expect(refusal(base64(text), binding).code).toMatch(/^SAML_REQUEST_/);
      }),
    );
  });
});

describe("readAuthnRequest reads", () => {
  it("everything that a request can say", () => {
    const xml = request("good-everything");

    expect(readAuthnRequest({ binding: "post", samlRequest: base64(xml), relayState: "/reports?q=1" })).toEqual({
      id: "_abc",
      signed: false,
      issuer: "https://payroll.example/sp",
      acsUrl: "https://payroll.example/acs?x=1&y=2",
      acsIndex: undefined,
      protocolBinding: BINDINGS.post,
      destination: "http://127.0.0.1:7700/app/default_payroll_1/exk1/sso/saml",
      nameIdFormat: NAME_ID_FORMAT.emailAddress,
      allowCreate: true,
      forceAuthn: true,
      isPassive: true,
      requestedAuthnContext: [
        "urn:oasis:names:tc:SAML:2.0:ac:classes:Password",
        "urn:oasis:names:tc:SAML:2.0:ac:classes:X509",
      ],
      requestedAuthnContextComparison: "minimum",
      subject: "ada@example.com",
      issueInstant: NOW,
      relayState: "/reports?q=1",
      binding: "post",
      deflated: false,
      xml,
    });
  });

  it("the least that a request can say", () => {
    expect(readAuthnRequest({ binding: "redirect", samlRequest: redirect(request("good-minimal")) })).toMatchObject({
      id: "_1",
      issuer: undefined,
      acsUrl: undefined,
      forceAuthn: false,
      isPassive: false,
      requestedAuthnContext: [],
      deflated: true,
    });
  });

  it("default namespaces and an ACS index", () => {
    const samlRequest = base64(request("good-default-namespaces-and-acs-index"));

    expect(readAuthnRequest({ binding: "post", samlRequest })).toMatchObject({ issuer: "sp", acsIndex: 3 });
  });

  it("an issuer whole, not cut at a comment", () => {
    const samlRequest = base64(request("good-comment-inside-the-issuer"));

    expect(readAuthnRequest({ binding: "post", samlRequest }).issuer).toBe("https://sp.example.evil.example");
  });

  it("base64 in lines, and a posted request that was deflated all the same", () => {
    const lines = redirect(request("good-everything")).replaceAll(/(.{76})/g, "$1\r\n");

    expect(readAuthnRequest({ binding: "post", samlRequest: lines })).toMatchObject({ id: "_abc", deflated: true });
  });
});

describe("readAuthnRequest tells", () => {
  it("that a signature came along: in the query by HTTP-Redirect, in the XML by HTTP-POST", () => {
    const options = { id: "_1", issuer: "urn:sp", destination: "http://127.0.0.1:7700/sso", issueInstant: NOW };
    const signed = buildAuthnRequest({ ...options, sign: idp });

    expect(readAuthnRequest({ binding: "post", samlRequest: base64(signed) }).signed).toBe(true);
    expect(readAuthnRequest({ binding: "redirect", samlRequest: redirect(signed) }).signed).toBe(false);
    expect(readAuthnRequest({ binding: "redirect", samlRequest: redirect(signed), signature: "x" }).signed).toBe(true);
  });
});

describe("buildAuthnRequest", () => {
  const options = {
    id: "_1",
    issuer: ODD.trim(),
    destination: "http://127.0.0.1:7700/sso",
    issueInstant: NOW,
    acsUrl: "http://localhost:3000/acs?a=1&b=2",
    nameIdFormat: NAME_ID_FORMAT.persistent,
    forceAuthn: true,
    isPassive: true,
    requestedAuthnContext: ["urn:a", "urn:b"],
  };

  it.each(["redirect", "post"] as const)("is read as it was meant, by %s", (binding) => {
    const xml = buildAuthnRequest(options);
    const url = new URL(redirectUrl({ ssoUrl: "http://127.0.0.1:7700/sso?x=1", xml, relayState: ODD }));
    const form = postFields(xml, ODD);
    const samlRequest = binding === "post" ? form.SAMLRequest : url.searchParams.get("SAMLRequest");

    expect(readAuthnRequest({ binding, samlRequest: samlRequest ?? "" })).toMatchObject({
      ...options,
      acsIndex: undefined,
      protocolBinding: BINDINGS.post,
    });
    expect([url.searchParams.get("x"), url.searchParams.get("RelayState"), form.RelayState]).toEqual(["1", ODD, ODD]);
  });

  it("names no binding when it names the ACS by index, and no RelayState when there is none", () => {
    const xml = buildAuthnRequest({ ...options, acsUrl: undefined, acsIndex: 0 });

    expect(xml).toContain('AssertionConsumerServiceIndex="0"');
    expect(xml).not.toContain("ProtocolBinding");
    expect(redirectUrl({ ssoUrl: "http://127.0.0.1:7700/sso", xml })).not.toContain("RelayState");
    expect(postFields(xml)).not.toHaveProperty("RelayState");
  });
});
