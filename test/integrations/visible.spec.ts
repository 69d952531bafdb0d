import { describe, expect, it } from "vitest";
import { kindById } from "../../src/integrations/registry.js";

const saml = await kindById("saml");
const oidc = await kindById("oidc");
if (!saml || !oidc) throw new Error("a kind is missing");

const payroll = { acsUrl: "http://localhost/acs", audience: "urn:payroll", otherAcsUrls: [], attributes: [] };
const shop = { redirectUris: ["http://localhost/cb"], authMethod: "client_secret_basic", pkce: false };
const withTile = { ...shop, initiateLoginUri: "http://localhost/start" };

describe("whether people see the app's tile", () => {
  it("is yes for a SAML app unless it is hidden, on the web and on phones", () => {
    expect(saml.toDocument(payroll).visibility.hide).toEqual({ iOS: false, web: false });
    expect(saml.toDocument({ ...payroll, visible: false }).visibility.hide).toEqual({ iOS: true, web: true });
  });

  it("is yes for an OIDC app that can begin a sign-in, unless it is hidden", () => {
    expect(oidc.toDocument(shop).visibility.hide).toEqual({ iOS: true, web: true });
    expect(oidc.toDocument(withTile).visibility.hide).toEqual({ iOS: false, web: false });
    expect(oidc.toDocument({ ...withTile, visible: false }).visibility.hide).toEqual({ iOS: true, web: true });
  });

  it("is yes again for an OIDC app that gets a tile after it had none", () => {
    const values = oidc.fromDocument(oidc.toDocument(shop));
    expect(oidc.toDocument({ ...values, initiateLoginUri: withTile.initiateLoginUri }).visibility.hide).toEqual({
      iOS: false,
      web: false,
    });
  });

  it("stays no when something else is edited, and every other member of the visibility stays as it is", () => {
    for (const [kind, values] of [[saml, payroll] as const, [oidc, withTile] as const]) {
      const present = kind.toDocument({ ...values, visible: false });
      Object.assign(present.visibility, { autoLaunch: true, autoSubmitToolbar: true, appLinks: { link: false } });

      const edited = kind.toDocument({ ...kind.fromDocument(present) }, present);

      expect(edited.visibility).toEqual({
        autoLaunch: true,
        autoSubmitToolbar: true,
        appLinks: { link: false },
        hide: { iOS: true, web: true },
      });
    }
  });

  it("cannot be asked of an OIDC app without a tile, but a tile may be taken from an app that showed it", () => {
    const refused = expect.objectContaining({ code: "VISIBLE_WITHOUT_TILE", status: 2 });
    expect(() => oidc.check({ ...shop, visible: true })).toThrow(refused);
    expect(() => oidc.check({ ...shop, visible: true }, { visible: true })).toThrow(refused);
    expect(() => oidc.check({ ...shop, visible: true }, {})).not.toThrow();
    expect(() => oidc.check({ ...shop, visible: false })).not.toThrow();
    expect(() => oidc.check({ ...withTile, visible: true })).not.toThrow();
  });
});
