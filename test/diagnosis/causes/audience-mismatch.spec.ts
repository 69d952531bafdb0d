import { describe, expect, it } from "vitest";
import cause from "../../../src/diagnosis/causes/audience-mismatch.js";
import { APP, authnRequest, authorize, codeDelivery, oidcTrace, samlDelivery, samlTrace } from "../trace.js";

describe("audience-mismatch", () => {
  it("proposes the SP's own name, to be proved by an assertion made out to it", async () => {
    const issuer = `${APP}/metadata/`;
    const suspicion = await cause.suspect(samlTrace([authnRequest({ issuer }), samlDelivery()]));
    expect(suspicion).toMatchObject({
      seen: expect.stringContaining(`sent       ${issuer}`),
      fix: `appint apps edit payroll --audience ${issuer}`,
      experiment: {
        overlay: { settings: [{ app: "0oa1", path: "settings.signOn.audience", value: issuer }] },
        change: `with the audience ${issuer}`,
      },
    });
    expect(suspicion?.proof).toBeUndefined();
  });

  it.each([
    ["the same name", samlTrace([authnRequest(), samlDelivery()])],
    ["a response that never arrived", samlTrace([authnRequest({ issuer: "other" })])],
    ["a sign-in from the tile, without a request", samlTrace([samlDelivery()])],
    ["an OIDC app", oidcTrace([authorize(`${APP}/callback`), codeDelivery()])],
  ])("says nothing about %s", async (_title, trace) => {
    expect(await cause.suspect(trace)).toBeUndefined();
  });
});
