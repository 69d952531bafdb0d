import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readSpMetadata } from "../../../src/protocols/saml/sp-metadata.js";
import { start } from "../../../templates/samples/saml/app.js";
import { start as startLosing } from "../../../templates/samples/saml-lost-state/app.js";
import type { Listening } from "../harness/listen.js";
import { authnRequestIn, keyWithCertificate, textOf } from "../harness/provider.js";
import { type SamlIdp, samlIdp } from "../harness/saml-idp.js";
import { cookiesOf, type Visit, visit } from "../harness/visit.js";

describe("the SAML sample", () => {
  let idp: SamlIdp;
  let app: Listening;
  let acsUrl: string;
  let audience: string;

  beforeAll(async () => {
    idp = await samlIdp();
    app = await start({ env: { SAML_METADATA_URL: idp.metadataUrl } });
    acsUrl = `${app.url}/saml/acs`;
    audience = `${app.url}/saml/metadata`;
  });
  afterAll(() => Promise.all([app.close(), idp.close()]));

  const post = (SAMLResponse: string, RelayState = "", cookies: string[] = []) =>
    visit(acsUrl, { form: { SAMLResponse, RelayState }, cookies });

  async function begin(path: string) {
    const login = await visit(`${app.url}${path}`);
    const away = await visit(login.location ?? "");
    const request = authnRequestIn(away.location ?? new URL("about:blank"));
    return { away, request, id: request.getAttribute("ID") ?? "" };
  }

  const signedIn = async (answer: Visit) =>
    (await visit(`${app.url}/me`, { cookies: cookiesOf(answer) })).status === 200;

  it("describes itself before anybody knows its provider", async () => {
    const alone = await start({ env: {} });
    const metadata = readSpMetadata((await visit(`${alone.url}/saml/metadata`)).body);
    expect(metadata).toMatchObject({ entityId: `${alone.url}/saml/metadata` });
    expect(JSON.stringify(metadata)).toContain(`${alone.url}/saml/acs`);

    const login = await visit(`${alone.url}/login`);
    expect(login.status).toBe(500);
    expect(login.body).toContain("SAML_METADATA_URL");
    await alone.close();
  });

  it("sends an anonymous visitor of the reports to the provider, with a right request and no cookie", async () => {
    const { away, request, id } = await begin("/reports?q=1");
    expect(away.location?.href).toMatch(idp.ssoUrl);
    expect(away.location?.searchParams.get("RelayState")).toBe("/reports?q=1");
    expect(away.setCookie).toEqual([]);
    expect(id).toMatch(/^_[0-9a-f]{40}$/);
    expect(request.getAttribute("AssertionConsumerServiceURL")).toBe(acsUrl);
    expect(request.getAttribute("Destination")).toBe(idp.ssoUrl);
    expect(textOf(request, "Issuer")).toBe(audience);
  });

  it("signs in whom it sent, without any cookie, and shows the page asked for", async () => {
    const { id } = await begin("/reports?q=a%20b");
    const answer = await post(idp.respond(acsUrl, audience, { inResponseTo: id }), "/elsewhere");
    expect(answer.location?.href).toBe(`${app.url}/reports?q=a%20b`);
    const page = await visit(answer.location ?? "", { cookies: cookiesOf(answer) });
    expect(page.body).toContain("Signed in as ada@example.com");
    expect(page.body).toContain("Reports about a b");
  });

  it("signs in whom the dashboard sends, and names them", async () => {
    const attributes = [{ name: "firstName", nameFormat: "urn:x", values: ["Ada <b>"] }];
    const answer = await post(idp.respond(acsUrl, audience, { attributes }));
    expect(answer).toMatchObject({ status: 303 });
    expect(answer.setCookie[0]).toMatch(/^saml_sample=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const me = JSON.parse((await visit(`${app.url}/me`, { cookies: cookiesOf(answer) })).body);
    expect(me).toMatchObject({ nameId: "ada@example.com", email: "ada@example.com", name: "Ada <b>" });
  });

  it("gives the session a new id at sign-in and forgets the old one", async () => {
    const first = await post(idp.respond(acsUrl, audience));
    const second = await post(idp.respond(acsUrl, audience), "", cookiesOf(first));
    expect(cookiesOf(second)).not.toEqual(cookiesOf(first));
    expect(await signedIn(first)).toBe(false);
    expect(await signedIn(second)).toBe(true);
  });

  it("opens the page that RelayState names", async () => {
    expect((await post(idp.respond(acsUrl, audience), "/reports?q=2")).location?.href).toBe(`${app.url}/reports?q=2`);
  });

  it.each(["https://evil.example/", "//evil.example", "/\\evil.example", "/.//evil.example", "reports"])(
    "does not follow RelayState %s off its own pages",
    async (relayState) => {
      expect((await post(idp.respond(acsUrl, audience), relayState)).location?.origin).toBe(app.url);
    },
  );

  it.each<[string, Parameters<SamlIdp["respond"]>[2], RegExp]>([
    ["another key", { key: keyWithCertificate("provider") }, /Invalid document signature/],
    ["only the assertion signed", { signs: "assertion" }, /Invalid document signature/],
    ["only the response signed", { signs: "response" }, /Invalid signature/],
    ["another audience", { audience: "https://other.example" }, /audience mismatch/],
    ["another recipient", { recipient: "https://other.example/acs" }, /recipient mismatch/],
    ["another issuer", { issuer: "http://www.okta.com/exkOther" }, /issuer mismatch/],
    ["a request that nobody made", { inResponseTo: "_unknown" }, /InResponseTo is not valid/],
    ["yesterday's date", { now: new Date(Date.now() - 86_400_000) }, /expired|subject confirmation/],
    ["tomorrow's date", { now: new Date(Date.now() + 86_400_000) }, /not yet valid/],
  ])("refuses a response with %s", async (_title, changed, words) => {
    const answer = await post(idp.respond(acsUrl, audience, changed));
    expect(answer).toMatchObject({ status: 403, setCookie: [], location: undefined });
    expect(answer.body).toMatch(words);
  });

  it("refuses a response whose name was changed on its way", async () => {
    const xml = Buffer.from(idp.respond(acsUrl, audience), "base64").toString();
    const forged = Buffer.from(xml.replace("ada@example.com", "admin@example.com")).toString("base64");
    expect(await post(forged)).toMatchObject({ status: 403, setCookie: [] });
  });

  it("refuses the same response a second time", async () => {
    const response = idp.respond(acsUrl, audience);
    expect((await post(response)).status).toBe(303);
    const again = await post(response);
    expect(again).toMatchObject({ status: 403, setCookie: [] });
    expect(again.body).toContain("used before");
  });

  it("answers a request once", async () => {
    const { id } = await begin("/reports");
    expect((await post(idp.respond(acsUrl, audience, { inResponseTo: id }))).status).toBe(303);
    const again = await post(idp.respond(acsUrl, audience, { inResponseTo: id }));
    expect(again).toMatchObject({ status: 403, setCookie: [] });
    expect(again.body).toContain("InResponseTo is not valid");
  });

  it.each(["", "aGVsbG8=", "%%%", Buffer.from("<a/>").toString("base64")])(
    "answers SAMLResponse=%s with a page, not a crash",
    async (text) => {
      const answer = await post(text);
      expect([400, 403]).toContain(answer.status);
      expect(answer.body).toContain("Sign-in failed");
    },
  );

  it("takes no response from the address line", async () => {
    expect((await visit(`${acsUrl}?SAMLResponse=x`)).status).toBe(404);
  });

  it("takes one signature only when it is told so", async () => {
    for (const signs of ["assertion", "response"] as const) {
      const told = await start({ env: { SAML_METADATA_URL: idp.metadataUrl, SAML_SIGNED: signs } });
      const SAMLResponse = idp.respond(`${told.url}/saml/acs`, `${told.url}/saml/metadata`, { signs });
      expect((await visit(`${told.url}/saml/acs`, { form: { SAMLResponse } })).status).toBe(303);
      await told.close();
    }
  });

  it("works with single values instead of metadata", async () => {
    const certificate = /<X509Certificate>([^<]+)/.exec(idp.metadata)?.[1];
    const env = { SAML_ENTRY_POINT: idp.ssoUrl, SAML_IDP_ISSUER: idp.entityId, SAML_IDP_CERT: certificate };
    const told = await start({ env: { ...env, SAML_SP_ENTITY_ID: "urn:payroll" } });
    const SAMLResponse = idp.respond(`${told.url}/saml/acs`, "urn:payroll");
    expect((await visit(`${told.url}/saml/acs`, { form: { SAMLResponse } })).status).toBe(303);
    await told.close();
  });

  it("trusts no metadata over plain http from another machine", async () => {
    const far = await start({ env: { SAML_METADATA_URL: "http://idp.example.com/metadata" } });
    expect((await visit(`${far.url}/login`)).body).toContain("must start with https://");
    await far.close();
  });
});

describe("the SAML sample that loses its state", () => {
  let idp: SamlIdp;
  let app: Listening;

  beforeAll(async () => {
    idp = await samlIdp();
    app = await startLosing({ env: { SAML_METADATA_URL: idp.metadataUrl } });
  });
  afterAll(() => Promise.all([app.close(), idp.close()]));

  async function signIn({ withCookie }: { withCookie: boolean }) {
    const away = await visit((await visit(`${app.url}/reports?q=1`)).location ?? "");
    const id = authnRequestIn(away.location ?? new URL("about:blank")).getAttribute("ID") ?? "";
    const SAMLResponse = idp.respond(`${app.url}/saml/acs`, `${app.url}/saml/metadata`, { inResponseTo: id });
    const cookies = withCookie ? cookiesOf(away) : [];
    return { away, answer: await visit(`${app.url}/saml/acs`, { form: { SAMLResponse }, cookies }) };
  }

  it("fails when the browser keeps the Lax cookie away from the provider's POST", async () => {
    const { away, answer } = await signIn({ withCookie: false });
    expect(away.setCookie).toEqual([expect.stringMatching(/^saml_sample_state=.*; SameSite=Lax$/)]);
    expect(answer).toMatchObject({ status: 403, setCookie: [] });
    expect(answer.body).toContain("state lost");
  });

  it("works when only that cookie comes along", async () => {
    expect((await signIn({ withCookie: true })).answer.location?.href).toBe(`${app.url}/reports?q=1`);
  });

  it("works from the dashboard, which starts without a state", async () => {
    const SAMLResponse = idp.respond(`${app.url}/saml/acs`, `${app.url}/saml/metadata`);
    expect((await visit(`${app.url}/saml/acs`, { form: { SAMLResponse } })).status).toBe(303);
  });
});

describe("the samples, side by side", () => {
  const sample = (path: string) => readFile(new URL(`../../../templates/samples/${path}`, import.meta.url), "utf8");

  it.each(["web.js", "pages.js"])("share %s to the letter, so that each folder can be copied alone", async (name) => {
    expect(await sample(`saml/${name}`)).toBe(await sample(`oidc/${name}`));
  });

  it("name the versions that they are tested with", async () => {
    const { devDependencies } = JSON.parse(await sample("../../package.json"));
    for (const name of ["oidc", "saml", "saml-lost-state"]) {
      expect(devDependencies).toMatchObject(JSON.parse(await sample(`${name}/package.json`)).dependencies);
    }
  });
});
