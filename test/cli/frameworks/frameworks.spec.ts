import { describe, expect, it } from "vitest";
import { fill, namesIn } from "../../../src/cli/frameworks/fill.js";
import { frameworkFor, frameworks } from "../../../src/cli/frameworks/frameworks.js";
import { environmentNames } from "../../../src/integrations/other-side.js";
import { kindById } from "../../../src/integrations/registry.js";
import type { App } from "../../../src/store/apps.js";
import { parserOf } from "./languages.js";

const dist = new URL("../../../dist/", import.meta.url);
const every = frameworks(dist);

const CERTIFICATE = "-----BEGIN CERTIFICATE-----\nMIIC\n+/A=\n-----END CERTIFICATE-----";
const PLAIN: Record<string, string> = {
  OIDC_ISSUER: "http://127.0.0.1:7700",
  OIDC_CLIENT_ID: "0oa1",
  OIDC_CLIENT_SECRET: "s3cret",
  OIDC_REDIRECT_URI: "http://localhost:3000/callback",
  SAML_METADATA_URL: "http://127.0.0.1:7700/app/exk1/sso/saml/metadata",
  SAML_ENTRY_POINT: "http://127.0.0.1:7700/app/acme_pay_1/exk1/sso/saml",
  SAML_IDP_ISSUER: "http://www.okta.com/exk1",
  SAML_SP_ENTITY_ID: "urn:pay",
  SAML_ACS_URL: "http://localhost:3000/saml/acs",
  SAML_IDP_CERT: CERTIFICATE,
};
/** An audience is any text; whoever names it must not be able to write code into somebody's configuration. */
const HOSTILE = { ...PLAIN, SAML_SP_ENTITY_ID: `urn:"'\\]}>--<x a="1">&amp;'] = 1; //` };

describe("the configurations of frameworks", () => {
  it("are at least twenty, each with a title, a file and a kind that there is", async () => {
    expect(every.length).toBeGreaterThanOrEqual(20);
    for (const { name, title, file, kind, client = "public" } of every) {
      expect(name).toMatch(/^[a-z0-9-]+$/);
      expect(title, name).toMatch(/\S/);
      expect(file, name).toMatch(/\.\w+$/);
      expect(await kindById(kind), name).toBeDefined();
      expect(["public", "confidential"], name).toContain(client);
    }
  });

  it.each(every)("$name asks only for what its kind gives, and is what its file's ending says", async (framework) => {
    const kind = await kindById(framework.kind);
    if (!kind) throw new Error("no such kind");
    const given = environmentNames(kind);
    expect(namesIn(framework.body).filter((name) => !given.includes(name))).toEqual([]);
    expect(namesIn(framework.body)).toContain(framework.kind === "saml" ? "SAML_SP_ENTITY_ID" : "OIDC_CLIENT_ID");

    const parse = parserOf(framework.file);
    const filled = fill(framework.body, PLAIN);
    expect(filled).not.toMatch(/\{\{|\}\}\n?$/);
    parse(filled);
    // Apache and INI have no way to write such a text at all; it stays on its own line there.
    parse(fill(framework.body, HOSTILE));
  });

  it("say no to a template with a value or a filter that there is not", () => {
    expect(() => fill("{{NOTHING}}", PLAIN)).toThrow("a template asks for NOTHING");
    expect(() => fill("{{OIDC_ISSUER|shout}}", PLAIN)).toThrow("a filter shout");
  });

  it("write a value as its language does", () => {
    const values = { V: `a'b"c\\d&<` };
    expect(fill("{{V|json}}", values)).toBe(String.raw`"a'b\"c\\d&<"`);
    expect(fill("{{V|php}}", values)).toBe(String.raw`'a\'b"c\\d&<'`);
    expect(fill("{{V|shell}}", values)).toBe(`'a'\\''b"c\\d&<'`);
    expect(fill("{{V|xml}}", values)).toBe(`a'b&#34;c\\d&#38;&#60;`);
    expect(
      fill("{{OIDC_ISSUER|append:/a/b|json}} {{OIDC_REDIRECT_URI|origin}} {{OIDC_REDIRECT_URI|path}}", PLAIN),
    ).toBe('"http://127.0.0.1:7700/a/b" http://localhost:3000 /callback');
    expect(fill("{{SAML_IDP_CERT|body}}", PLAIN)).toBe("MIIC+/A=");
    expect(Buffer.from(fill("{{SAML_IDP_CERT|base64}}", PLAIN), "base64").toString()).toBe(`${CERTIFICATE}\n`);
  });
});

describe("the configuration that is asked for", () => {
  const oidc = { id: "oidc", term: "OIDC - OpenID Connect" };
  const app = (method: string) =>
    ({
      slug: "shop",
      document: { credentials: { oauthClient: { token_endpoint_auth_method: method } } },
    }) as unknown as App;

  it("is found in whatever capitals, for a client of its type", () => {
    expect(frameworkFor("Spring-OIDC", oidc, app("client_secret_basic"), dist).name).toBe("spring-oidc");
    expect(frameworkFor("oidc-client-ts", oidc, app("none"), dist).name).toBe("oidc-client-ts");
  });

  it("is refused where it does not fit, with one that does", () => {
    expect(() => frameworkFor("spring-saml", oidc, app("client_secret_basic"), dist)).toThrow(
      expect.objectContaining({
        code: "FRAMEWORK_OF_OTHER_KIND",
        status: 2,
        why: expect.stringContaining("speaks SAML"),
      }),
    );
    expect(() => frameworkFor("oidc-client-ts", oidc, app("client_secret_post"), dist)).toThrow(
      expect.objectContaining({ why: "it runs in a browser, which keeps no secret; this app has one" }),
    );
    expect(() => frameworkFor("openid-client", oidc, app("private_key_jwt"), dist)).toThrow(
      expect.objectContaining({ code: "FRAMEWORK_OF_OTHER_KIND", fix: "appint apps show shop --env" }),
    );
    expect(() => frameworkFor("openid-clint", oidc, app("client_secret_post"), dist)).toThrow(
      expect.objectContaining({ code: "UNKNOWN_FRAMEWORK", fix: "appint apps show shop --for openid-client" }),
    );
  });
});
