import { describe, expect, it } from "vitest";
import cause from "../../../src/diagnosis/causes/acs-mismatch.js";
import { APP, authnRequest, authorize, hop, oidcTrace, samlDelivery, samlTrace } from "../trace.js";

describe("acs-mismatch", () => {
  it("proposes the ACS of the request, to be proved by posting the response there", async () => {
    const named = `${APP}/sso/acs`;
    const hops = [authnRequest({ acsUrl: named }), samlDelivery({ response: { status: 404 } })];
    const suspicion = await cause.suspect(samlTrace(hops));
    expect(suspicion).toMatchObject({
      seen: expect.stringContaining(`sent       ${named}`),
      fix: `appint apps edit payroll --acs-url ${named}`,
      experiment: {
        overlay: {
          settings: ["ssoAcsUrl", "recipient", "destination"].map((key) => ({
            app: "0oa1",
            path: `settings.signOn.${key}`,
            value: named,
          })),
        },
      },
    });
    expect(suspicion?.proof).toBeUndefined();
  });

  it.each([404, 405])("is proved by an ACS that answers %i", async (status) => {
    const suspicion = await cause.suspect(samlTrace([samlDelivery({ response: { status } })]));
    expect(suspicion).toMatchObject({ seen: `POST ${APP}/acs answered ${status}`, proof: expect.any(String) });
  });

  it.each([
    ["an ACS that refuses", samlTrace([authnRequest(), samlDelivery({ response: { status: 403 } })])],
    ["a request that names the very ACS", samlTrace([authnRequest({ acsUrl: `${APP}/acs` }), samlDelivery()])],
    ["a request that names none", samlTrace([authnRequest(), samlDelivery()])],
    ["a page of the app that is not there", samlTrace([hop("GET", `${APP}/x`, { response: { status: 404 } })])],
    ["a request that cannot be read", samlTrace([hop("GET", "http://127.0.0.1:7700/sso?SAMLRequest=%25")])],
    ["an OIDC app", oidcTrace([authorize(`${APP}/callback`, 404)])],
  ])("says nothing about %s", async (_title, trace) => {
    expect(await cause.suspect(trace)).toBeUndefined();
  });
});
