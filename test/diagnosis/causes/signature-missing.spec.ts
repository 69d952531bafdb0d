import { describe, expect, it } from "vitest";
import cause from "../../../src/diagnosis/causes/signature-missing.js";
import { authnRequest, codeDelivery, oidcTrace, samlDelivery, samlTrace } from "../trace.js";

describe("signature-missing", () => {
  it.each([
    [{ responseSigned: false }, "with the response signed too"],
    [{ assertionSigned: false }, "with the assertion signed too"],
  ])("proposes to sign both where the settings say %o", async (signOn, change) => {
    const suspicion = await cause.suspect(samlTrace([samlDelivery()], signOn));
    expect(suspicion).toMatchObject({ fix: "appint apps edit payroll --sign both", experiment: { change } });
    expect(suspicion?.experiment?.overlay?.settings?.map(({ path, value }) => [path, value])).toEqual([
      ["settings.signOn.responseSigned", true],
      ["settings.signOn.assertionSigned", true],
    ]);
    expect(suspicion?.proof).toBeUndefined();
  });

  it.each([
    ["both signed", samlTrace([samlDelivery()])],
    ["a response that never arrived", samlTrace([authnRequest()], { responseSigned: false })],
    ["an OIDC app", oidcTrace([codeDelivery()])],
  ])("says nothing about %s", async (_title, trace) => {
    expect(await cause.suspect(trace)).toBeUndefined();
  });
});
