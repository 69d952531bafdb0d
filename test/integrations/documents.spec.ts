import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checked, valueFromPrompt } from "../../src/cli/field-arguments.js";
import { valueText } from "../../src/cli/value-text.js";
import { APP_JSON_MEMBERS, appJson } from "../../src/integrations/app-json.js";
import type { Kind } from "../../src/integrations/kind.js";
import { kindById, kindIds, kindOf, kinds } from "../../src/integrations/registry.js";
import { documentOf, valuesOf } from "../../src/integrations/values.js";
import type { App, AppDocument } from "../../src/store/apps.js";
import { oidcValues, samlValues, VALUES } from "./values.js";

const org = { id: "00o1", slug: "acme", name: "acme", origin: "http://127.0.0.1:7700", created: new Date(0) };

describe.each(kindIds())("the app document of %s", (id) => {
  const values = VALUES[id] as fc.Arbitrary<Record<string, unknown>>;
  const kindOfThis = async () => (await kindById(id)) as Kind;

  it("keeps every value and gives it back", async () => {
    const kind = await kindOfThis();
    fc.assert(fc.property(values, (given) => void expect(valuesOf(kind, documentOf(kind, given))).toEqual(given)));
  });

  it("written over another one holds the new values, and what no field covers as it was", async () => {
    const kind = await kindOfThis();
    fc.assert(
      fc.property(values, values, (before, after) => {
        const present = documentOf(kind, before);
        present.settings.emOptInStatus = "ENABLED";
        const copy = structuredClone(present);

        const written = documentOf(kind, after, present);

        expect(valuesOf(kind, written)).toEqual(after);
        expect(written.settings.emOptInStatus).toBe("ENABLED");
        expect(present, "what was handed over stays as it was").toEqual(copy);
      }),
    );
  });

  it("survives the database: it is JSON", async () => {
    const kind = await kindOfThis();
    fc.assert(
      fc.property(values, (given) => {
        const document = documentOf(kind, given);
        expect(JSON.parse(JSON.stringify(document))).toEqual(document);
      }),
    );
  });

  it("has values that pass their own schemas, and can be typed again as they are shown", async () => {
    const kind = await kindOfThis();
    for (const field of kind.fields) {
      if (field.key === "label") continue;
      fc.assert(
        fc.property(values, (given) => {
          const value = given[field.key];
          if (value === undefined) return;
          expect(checked(field, value)).toEqual(value);
          if (field.switch || (Array.isArray(value) && value.length === 0)) return;
          const shown = valueText(field, value);
          if (!field.repeatable && shown.trim() === shown) expect(valueFromPrompt(field, shown)).toEqual(value);
        }),
      );
    }
  });
});

describe("the registry", () => {
  it("finds kinds by id and by sign-on mode, and invents none", async () => {
    expect(await kindById("nonsense")).toBeUndefined();
    for (const kind of await kinds())
      expect(await kindOf({ signOnMode: kind.signOnMode, document: kind.newDocument() })).toBe(kind);
    const stranger = { signOnMode: "SAML_1_1", document: (await kinds())[0]?.newDocument() as AppDocument };
    await expect(kindOf(stranger)).rejects.toThrow("no kind has the sign-on mode SAML_1_1");
  });
});

describe("the JSON of an app", () => {
  const app = async (id: string, values: Record<string, unknown>): Promise<App> => {
    const kind = await kindById(id);
    if (!kind) throw new Error(`no kind ${id}`);
    return {
      id: "0oa1",
      org: org.id,
      slug: "shop",
      name: "acme_shop_1",
      label: "Shop",
      signOnMode: kind.signOnMode,
      status: "ACTIVE",
      externalKey: "exk1",
      linkId: "aln1",
      document: documentOf(kind, values),
      tests: {},
      created: new Date(0),
      lastUpdated: new Date(1),
    };
  };

  it("has the platform's members and four of this product, in one order", async () => {
    const [oidc] = fc.sample(oidcValues, { numRuns: 1, seed: 1 });
    const json = await appJson({ app: await app("oidc", oidc ?? {}), org, certificates: [] }, new Date(0));

    expect(Object.keys(json)).toEqual([...APP_JSON_MEMBERS]);
    expect(APP_JSON_MEMBERS).toEqual([
      ...["id", "slug", "name", "label", "status", "signOnMode", "created", "lastUpdated"],
      ...[
        "accessibility",
        "visibility",
        "features",
        "credentials",
        "settings",
        "profile",
        "signOn",
        "tests",
        "remarks",
      ],
    ]);
    expect(json).toMatchObject({ created: "1970-01-01T00:00:00.000Z", lastUpdated: "1970-01-01T00:00:00.001Z" });
  });

  it("holds a client secret only when it is handed over", async () => {
    const [oidc] = fc.sample(oidcValues, { numRuns: 1, seed: 1 });
    const shop = await app("oidc", oidc ?? {});

    expect((await appJson({ app: shop, org, certificates: [] }, new Date(0))).credentials).not.toHaveProperty(
      "clientSecret",
    );
    expect(
      (await appJson({ app: shop, org, certificates: [], clientSecret: "s" }, new Date(0))).credentials,
    ).toMatchObject({
      clientSecret: "s",
    });
  });

  it("of a SAML app names the addresses of its IdP by its key", async () => {
    const [sample] = fc.sample(samlValues, { numRuns: 1, seed: 1 });
    const saml = { ...sample, idpIssuer: "http://www.okta.com/${org.externalKey}", singleLogout: false };
    const logout = { ...saml, singleLogout: true };
    expect(
      (await appJson({ app: await app("saml", logout), org, certificates: [] }, new Date(0))).signOn,
    ).toMatchObject({
      logoutUrl: "http://127.0.0.1:7700/app/acme_shop_1/exk1/slo/saml",
    });
    expect((await appJson({ app: await app("saml", saml), org, certificates: [] }, new Date(0))).signOn).toEqual({
      metadataUrl: "http://127.0.0.1:7700/app/exk1/sso/saml/metadata",
      embedUrl: "http://127.0.0.1:7700/home/acme_shop_1/0oa1/aln1",
      issuer: "http://www.okta.com/exk1",
      signOnUrl: "http://127.0.0.1:7700/app/acme_shop_1/exk1/sso/saml",
      logoutUrl: null,
      certificates: [],
    });
  });
});
