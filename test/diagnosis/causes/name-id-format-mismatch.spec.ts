import { describe, expect, it } from "vitest";
import cause from "../../../src/diagnosis/causes/name-id-format-mismatch.js";
import { APP, authnRequest, IDP, oidcTrace, samlTrace } from "../trace.js";

const EMAIL = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
const reason = "NameIDPolicy does not match the Name ID format of the app";
const events = [{ eventType: "user.authentication.sso", result: "FAILURE", reason, body: {} }];
const page = { url: `${IDP}/app/payroll_1/exk1/sso/saml`, status: 400, title: "400 Bad Request", text: "" };

describe("name-id-format-mismatch", () => {
  it("is proved by the refusal in the log, and sets the format that the SP asks for", async () => {
    const suspicion = await cause.suspect(samlTrace([authnRequest({ nameIdFormat: EMAIL })], {}, { events, page }));
    expect(suspicion).toMatchObject({
      seen: expect.stringContaining(`sent       ${EMAIL}\nregistered `),
      proof: expect.stringContaining(reason),
      fix: expect.stringContaining(`appint apps edit payroll --name-id-format ${EMAIL}`),
    });
  });

  it.each([
    ["a request that names none", samlTrace([authnRequest()], {}, { events, page })],
    ["no refusal", samlTrace([authnRequest({ nameIdFormat: EMAIL })], {}, { page })],
    [
      "another refusal",
      samlTrace(
        [authnRequest({ nameIdFormat: EMAIL })],
        {},
        { page, events: events.map((event) => ({ ...event, reason: "User not assigned" })) },
      ),
    ],
    [
      "a sign-in that came back to the app",
      samlTrace([authnRequest({ nameIdFormat: EMAIL })], {}, { events, page: { ...page, url: `${APP}/` } }),
    ],
    ["an OIDC app", oidcTrace([], [], { events, page })],
  ])("says nothing about %s", async (_title, trace) => {
    expect(await cause.suspect(trace)).toBeUndefined();
  });
});
