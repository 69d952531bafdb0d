/** `create --from-url` looks at apps that nobody here wrote. No IdP answers; a name ending in .example.com never does. */
import { afterAll, expect, it } from "vitest";
import { type LookedAt, lookAtApp } from "../../src/app-look/look.js";
import { start as startOidcSample } from "../../templates/samples/oidc/app.js";
import { start as startSamlSample } from "../../templates/samples/saml/app.js";
import { needs } from "./debian.js";
import { freePort, type Listening } from "./harness/listen.js";
import { keyWithCertificate, oidcProvider, samlProviderMetadata } from "./harness/provider.js";
import { authJs, openidClient, passportOauth2, passportOpenidconnect } from "./looked-at/openid-stacks.js";
import { nodeSamlPost, onSamlify, passportSaml } from "./looked-at/saml-stacks.js";
import { PACKAGES as MELLON, start as startMellon } from "./mod-auth-mellon/start.js";
import { PACKAGES as OPENIDC, start as startOpenidc } from "./mod-auth-openidc/start.js";

const running: { close(): Promise<void> }[] = [];
afterAll(() => Promise.all(running.map((each) => each.close())));

async function looked(start: () => Promise<Listening>, path = "/"): Promise<LookedAt & { url: string }> {
  const app = await start();
  running.push(app);
  return { ...(await lookAtApp(app.url + path, { clock: () => new Date() })), url: app.url };
}

it.each([
  ["passport-openidconnect", passportOpenidconnect, "/", "/login/federated", "/oauth2/redirect", undefined],
  ["passport-oauth2", passportOauth2, "/", "/login/federated", "/auth/callback", "S256"],
  ["openid-client, every page protected", openidClient, "/reports?q=1", "/auth/start", "/cb", "S256"],
  ["Auth.js, a choice of providers", authJs, "/", undefined, "/auth/callback/okta", "S256"],
])("sees the authorize request of %s", async (_, start, path, startPath, redirectPath, pkce) => {
  const { kind, app, url } = await looked(start, path);
  expect(kind).toBe("oidc");
  expect(app.authorizeRequest).toMatchObject({
    redirectUri: url + redirectPath,
    codeChallengeMethod: pkce,
    scopes: expect.arrayContaining(["openid"]),
  });
  expect(app.startUrl).toBe(startPath && url + startPath);
});

it("sees the rest of what openid-client and Auth.js show", async () => {
  const protectedApp = await looked(openidClient, "/reports?q=1");
  expect(protectedApp.app).toMatchObject({
    protectedUrl: `${protectedApp.url}/reports?q=1`,
    afterLogout: { url: `${protectedApp.url}/bye`, isOfIdp: true },
  });
  expect((await looked(authJs)).app).toMatchObject({
    framework: { name: "Auth.js", authMethod: "client_secret_basic" },
    name: { text: "Notes" },
  });
});

it.each([
  ["passport-saml", passportSaml, "redirect", "/login/callback", "urn:passport", "/metadata"],
  ["node-saml by POST", nodeSamlPost, "post", "/saml/acs", "urn:node-saml", undefined],
  ["samlify by redirect", () => onSamlify("redirect"), "redirect", "/sp/acs", "<url>/metadata", "/metadata"],
  ["samlify by POST", () => onSamlify("post"), "post", "/sp/acs", "<url>/metadata", "/metadata"],
])("sees the AuthnRequest of %s", async (_, start, binding, acsPath, issuer, metadataPath) => {
  const { kind, app, url } = await looked(start);
  expect(kind).toBe("saml");
  expect(app.authnRequest).toMatchObject({ binding, acsUrl: url + acsPath, issuer: issuer.replace("<url>", url) });
  expect(app.spMetadata?.url).toBe(metadataPath && url + metadataPath);
});

it("sees what the sample apps ask, whose provider is asked for its addresses first", async () => {
  const provider = await oidcProvider();
  running.push(provider);
  const env = { OIDC_ISSUER: provider.url, OIDC_CLIENT_ID: "shop", OIDC_CLIENT_SECRET: "secret" };
  const oidc = await looked(() => startOidcSample({ env }));
  expect(oidc.app.authorizeRequest).toMatchObject({ clientId: "shop", redirectUri: `${oidc.url}/callback` });

  const idp = {
    SAML_ENTRY_POINT: "https://idp.example.com/sso",
    SAML_IDP_ISSUER: "https://idp.example.com",
    SAML_IDP_CERT: keyWithCertificate("idp").certificatePem,
  };
  const saml = await looked(() => startSamlSample({ env: idp }));
  expect(saml.app.authnRequest?.acsUrl).toBe(`${saml.url}/saml/acs`);
  expect(saml.app.spMetadata?.sp.entityId).toBe(`${saml.url}/saml/metadata`);
});

needs(...MELLON)("Apache with mod_auth_mellon", () => {
  it("shows its AuthnRequest and its metadata, and is known by them", async () => {
    const idpMetadata = samlProviderMetadata();
    const { app, url } = await looked(
      async () => startMellon({ port: await freePort(), idpMetadata }),
      "/secret/index.shtml",
    );
    expect(app.authnRequest).toMatchObject({ acsUrl: `${url}/mellon/postResponse`, signed: true });
    expect(app.spMetadata?.url).toBe(`${url}/mellon/metadata`);
    expect(app.framework?.name).toBe("mod_auth_mellon");
  });
});

needs(...OPENIDC)("Apache with mod_auth_openidc", () => {
  it("shows its authorize request, and is known by its cookie", async () => {
    const provider = await oidcProvider();
    running.push(provider);
    const { app, url } = await looked(
      async () =>
        startOpenidc({ port: await freePort(), issuer: provider.url, clientId: "shop", clientSecret: "secret" }),
      "/secret/index.shtml",
    );
    expect(app.authorizeRequest).toMatchObject({ clientId: "shop", redirectUri: `${url}/oidc/callback` });
    expect(app.framework?.name).toBe("mod_auth_openidc");
  });
});
