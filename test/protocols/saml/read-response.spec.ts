import { describe, expect, it } from "vitest";
import { certificateBody } from "../../../src/crypto/certificate.js";
import { Problem } from "../../../src/problem.js";
import { encodePost } from "../../../src/protocols/saml/bindings.js";
import { decodeResponse } from "../../../src/protocols/saml/read-response.js";
import { buildResponse } from "../../../src/protocols/saml/response.js";
import { buildStatusResponse } from "../../../src/protocols/saml/status-response.js";
import { ATTRIBUTE_NAME_FORMAT, NAME_ID_FORMAT, STATUS } from "../../../src/protocols/saml/urns.js";
import { idp, NOW, ODD, responseOptions } from "./fixtures.js";

const signature = {
  algorithm: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
  digestAlgorithm: "http://www.w3.org/2001/04/xmlenc#sha256",
  certificate: certificateBody(idp.certificatePem),
};

describe("decodeResponse", () => {
  it.each(["XML", "base64"])("shows everything of a response in %s", (form) => {
    const xml = buildResponse(responseOptions());

    expect(decodeResponse(form === "XML" ? xml : encodePost(xml))).toEqual({
      id: "id1",
      issuer: "http://www.okta.com/exk1",
      destination: "http://localhost:3000/saml/acs",
      inResponseTo: "_request1",
      issueInstant: NOW,
      statusCodes: [STATUS.success],
      statusMessage: undefined,
      signature,
      assertions: [
        {
          id: "id2",
          issuer: "http://www.okta.com/exk1",
          issueInstant: NOW,
          signature,
          nameId: { value: "ada@example.com", format: NAME_ID_FORMAT.emailAddress },
          recipient: "http://localhost:3000/saml/acs",
          inResponseTo: "_request1",
          subjectNotOnOrAfter: new Date("2026-03-04T05:11:07.089Z"),
          notBefore: new Date("2026-03-04T05:01:07.089Z"),
          notOnOrAfter: new Date("2026-03-04T05:11:07.089Z"),
          audiences: ["http://localhost:3000/saml/metadata"],
          authnInstant: NOW,
          sessionIndex: "_request1",
          sessionNotOnOrAfter: undefined,
          authnContextClassRef: "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport",
          attributes: [
            { name: "email", nameFormat: ATTRIBUTE_NAME_FORMAT.unspecified, values: ["ada@example.com"] },
            { name: "groups", nameFormat: ATTRIBUTE_NAME_FORMAT.basic, values: ["Everyone", "Engineering"] },
          ],
        },
      ],
      encryptedAssertions: 0,
      xml,
    });
  });

  it("shows values letter by letter, white space and all", () => {
    const xml = buildResponse(
      responseOptions({
        nameId: { value: ODD, format: "urn:x" },
        attributes: [{ name: ODD, nameFormat: "urn:x", values: [ODD, "", ` ${ODD} `] }],
      }),
    );
    const [assertion] = decodeResponse(xml).assertions;

    expect(assertion?.nameId?.value).toBe(ODD);
    expect(assertion?.attributes).toEqual([{ name: ODD, nameFormat: "urn:x", values: [ODD, "", ` ${ODD} `] }]);
  });

  it("shows the statuses of a refusal from the top down", () => {
    const xml = buildStatusResponse({
      id: "id1",
      issuer: "urn:idp",
      destination: "http://sp/acs",
      now: NOW,
      status: [STATUS.responder, STATUS.noPassive],
      message: "nobody is signed in",
      sign: idp,
    });

    expect(decodeResponse(xml)).toMatchObject({
      statusCodes: [STATUS.responder, STATUS.noPassive],
      statusMessage: "nobody is signed in",
      inResponseTo: undefined,
      assertions: [],
    });
  });

  it("shows a response that says almost nothing, and counts what it cannot read", () => {
    const xml =
      '<Response xmlns="urn:oasis:names:tc:SAML:2.0:protocol"><s:EncryptedAssertion' +
      ' xmlns:s="urn:oasis:names:tc:SAML:2.0:assertion"/></Response>';

    expect(decodeResponse(xml)).toMatchObject({
      id: undefined,
      statusCodes: [],
      assertions: [],
      encryptedAssertions: 1,
    });
  });

  it("shows a response whose signature is wrong, since it verifies nothing", () => {
    expect(
      decodeResponse(buildResponse(responseOptions()).replace(">ada@", ">eve@")).assertions[0]?.nameId?.value,
    ).toBe("eve@example.com");
  });

  it.each([
    ["", "SAML_RESPONSE_EMPTY"],
    ["not base64!", "SAML_RESPONSE_NOT_BASE64"],
    ["<a>", "SAML_RESPONSE_MALFORMED"],
    ["aGVsbG8=", "SAML_RESPONSE_MALFORMED"],
    ["<!DOCTYPE a><a/>", "SAML_RESPONSE_DTD"],
    ["<Response/>", "SAML_RESPONSE_WRONG_ROOT"],
    [`<!--${"x".repeat(5_000_000)}-->`, "SAML_RESPONSE_TOO_LARGE"],
  ])("refuses %.30j as %s", (text, code) => {
    expect(() => decodeResponse(text)).toThrow(Problem);
    expect(() => decodeResponse(text)).toThrow(expect.objectContaining({ code }));
  });
});
