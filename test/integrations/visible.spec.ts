import { describe, expect, it } from "vitest";
import { kindById } from "../../src/integrations/registry.js";
import { documentOf, valuesOf } from "../../src/integrations/values.js";
import type { App } from "../../src/store/apps.js";
import type { Org } from "../../src/store/orgs.js";

const saml = await kindById("saml");
const oidc = await kindById("oidc");
if (!saml || !oidc) throw new Error("a kind is missing");

const payroll = { acsUrl: "http://localhost/acs", audience: "urn:payroll", otherAcsUrls: [], attributes: [] };
const shop = { redirectUris: ["http://localhost/cb"], authMethod: "client_secret_basic", pkce: false };
const withTile = { ...shop, initiateLoginUri: "http://localhost/start" };

describe("whether people see the app's tile", () => {
  it("is yes for a SAML app unless it is hidden, on the web and on phones", () => {
    expect(documentOf(saml, payroll).visibility.hide).toEqual({ iOS: false, web: false });
    expect(documentOf(saml, { ...payroll, visible: false }).visibility.hide).toEqual({ iOS: true, web: true });
  });

  it("is yes for an OIDC app that can begin a sign-in, unless it is hidden", () => {
    expect(documentOf(oidc, shop).visibility.hide).toEqual({ iOS: true, web: true });
    expect(documentOf(oidc, withTile).visibility.hide).toEqual({ iOS: false, web: false });
    expect(documentOf(oidc, { ...withTile, visible: false }).visibility.hide).toEqual({ iOS: true, web: true });
  });

  it("is yes again for an OIDC app that gets a tile after it had none", () => {
    const values = valuesOf(oidc, documentOf(oidc, shop));
    expect(documentOf(oidc, { ...values, initiateLoginUri: withTile.initiateLoginUri }).visibility.hide).toEqual({
      iOS: false,
      web: false,
    });
  });

  it("stays no when something else is edited, and every other member of the visibility stays as it is", () => {
    for (const [kind, values] of [[saml, payroll] as const, [oidc, withTile] as const]) {
      const present = documentOf(kind, { ...values, visible: false });
      Object.assign(present.visibility, { autoLaunch: true, autoSubmitToolbar: true, appLinks: { link: false } });

      const edited = documentOf(kind, { ...valuesOf(kind, present) }, present);

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

  it("comes with a link to embed only where the app can be opened by it", async () => {
    const linkOf = (values: Record<string, unknown>) => {
      const document = documentOf(oidc, { ...shop, ...values });
      const app = { slug: "shop", name: "oidc_client", id: "0oa1", linkId: "aln1", document } as App;
      return oidc.signOn({ app, org: { origin: "http://127.0.0.1:7700" } as Org, certificates: [] }).embedUrl;
    };
    const simplified = { loginFlow: "OKTA", grantTypes: ["authorization_code", "implicit"], implicit: ["id_token"] };

    expect(linkOf({})).toBeNull();
    expect(linkOf({ initiateLoginUri: withTile.initiateLoginUri, loginFlow: "DISABLED" })).toBeNull();
    for (const values of [{ initiateLoginUri: withTile.initiateLoginUri }, simplified])
      expect(linkOf(values)).toBe("http://127.0.0.1:7700/home/oidc_client/0oa1/aln1");
  });
});
