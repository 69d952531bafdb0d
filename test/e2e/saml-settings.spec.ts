/** Settings of a SAML app as they are typed: certificates from files, what is refused, what is told, and the preview. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { certificateBody } from "../../src/crypto/certificate.js";
import { type FreshOrg, usedOrg } from "./built-cli.js";

let org: FreshOrg;
let body: string;
const acs = "--acs-url http://localhost:3000/acs --audience urn:payroll";

beforeAll(async () => {
  org = await usedOrg();
  const [key, out] = [join(org.folder, "sp.key"), join(org.folder, "sp.pem")];
  const made = [
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-subj",
    "/CN=payroll-sp",
    "-keyout",
    key,
    "-out",
    out,
  ];
  execFileSync("openssl", made, { stdio: "pipe" });
  body = certificateBody(readFileSync(out, "utf8"));
  const certificates = `--encryption-certificate ${out} --signature-certificate ${out}`;
  await org.done(
    `create saml --name Payroll ${acs} ${certificates} --encrypt-assertion --signed-requests --single-logout --single-logout-url http://localhost:3000/slo --sp-issuer urn:payroll --attribute email:uri=user.email --quiet`,
  );
});
afterAll(() => org[Symbol.asyncDispose]());

describe("the settings of a SAML app", () => {
  it("are kept as the platform has them, with certificates out of files, and shown by name", async () => {
    const { settings, signOn } = (await org.done("apps show payroll --json=settings,signOn")).json<{
      settings: { signOn: object };
      signOn: { logoutUrl: string };
    }>();
    expect(settings.signOn).toMatchObject({
      spCertificate: { x5c: [body] },
      samlSignedRequestEnabled: true,
      assertionEncryption: { enabled: true, encryptionAlgorithm: "AES256_GCM", x5c: [body] },
      slo: { enabled: true, issuer: "urn:payroll", logoutUrl: "http://localhost:3000/slo" },
      spIssuer: "urn:payroll",
    });
    expect(signOn.logoutUrl).toMatch(/\/slo\/saml$/);

    const { stdout } = await org.done("apps show payroll");
    expect(stdout).toMatch(
      /Signature certificate +CN=payroll-sp, RSA 2048 until \d{4}-\d\d-\d\d, SHA-256 [0-9A-F]{2}:/,
    );
    expect(stdout).toMatch(/Sign-out URL +http:\S+\/slo\/saml/);
    expect(stdout).not.toContain(body.slice(0, 60));
    expect(stdout).not.toContain("Kept, but not done");
  });

  it("that the IdP does not obey are named when they are set, and by test-sso", async () => {
    const { stdout } = await org.done(
      `create saml --name Hooked ${acs} --compressed-requests --inline-hook calrc4ay8B`,
    );
    expect(stdout).toMatch(/Kept, but not done by this IdP yet\n +Compressed requests/);
    expect(stdout).toMatch(/Assertion inline hook +no hook is called/);

    await org.done("assign hooked --user ada@example.com --quiet");
    const json = await org.appint("test-sso hooked --json=notHonoured");
    expect(json.json()).toEqual({
      notHonoured: [
        { setting: "Compressed requests", why: expect.stringContaining("compressed or not") },
        { setting: "Assertion inline hook", why: expect.stringContaining("no hook is called") },
      ],
    });
    const { stdout: told } = await org.appint("test-sso hooked");
    expect(told).toContain("! Compressed requests is kept, and not tested");
  });

  it.each([
    ["--signed-requests", "SIGNED_REQUESTS_NEED_CERTIFICATE"],
    ["--encrypt-assertion", "ENCRYPTION_NEEDS_CERTIFICATE"],
    ["--single-logout", "LOGOUT_NEEDS"],
    ["--encryption-algorithm AES128_CBC", "MEANS_NOTHING"],
    ["--encrypt-assertion --encryption-certificate nowhere.pem", "FIELD_INVALID"],
  ])("are refused whole: %s", async (flags, code) => {
    const refused = await org.appint(`create saml --name Refused ${acs} ${flags} --json`);

    expect([refused.status, refused.problem().code]).toEqual([2, code]);
    expect((await org.appint("apps show refused")).status).toBe(3);
  });

  it("do not suffer from what metadata says in passing", async () => {
    const key = (use: string) =>
      `<KeyDescriptor use="${use}"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${body}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>`;
    const post = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
    const xml = `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="urn:full"><SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${key("signing")}${key("encryption")}<SingleLogoutService Binding="${post}" Location="http://localhost:3000/slo"/><AssertionConsumerService index="0" Binding="${post}" Location="http://localhost:3000/acs"/></SPSSODescriptor></EntityDescriptor>`;
    writeFileSync(join(org.folder, "full.xml"), xml);
    const signOnOf = async (flags: string) =>
      (
        await org.done(`create saml --name Full --metadata ${join(org.folder, "full.xml")} ${flags} --json=settings`)
      ).json<{ settings: { signOn: object } }>().settings.signOn;

    expect(await signOnOf("")).toMatchObject({
      spCertificate: { x5c: [body] },
      slo: { enabled: false },
      assertionEncryption: { enabled: false, x5c: null },
    });
    expect(await signOnOf("--encrypt-assertion --single-logout")).toMatchObject({
      slo: { enabled: true, issuer: "urn:full", logoutUrl: "http://localhost:3000/slo" },
      assertionEncryption: { enabled: true, x5c: [body] },
    });
  });
});

describe("appint apps preview", () => {
  it("shows what would be sent of a person, and changes nothing", async () => {
    const { stdout, stderr } = await org.done(
      "apps preview payroll --user ada@example.com --session-lifetime 60 --attribute phone=user.mobilePhone --attribute mail:basic=user.email",
    );

    expect(stdout).toMatch(/^<saml2p:Response [^>]*Destination="http:\/\/localhost:3000\/acs"/);
    expect(stdout).toMatch(/\n {6}<saml2:NameID [^>]+>ada@example\.com<\/saml2:NameID>\n/);
    expect(stdout).toMatch(/Name="mail" NameFormat="\S+attrname-format:basic"/);
    expect(stdout).toContain("SessionNotOnOrAfter");
    expect(stdout).not.toMatch(/Signature|CipherValue|Name="phone"/);
    expect(stderr).toContain("neither signed nor encrypted; it is sent with a signed response and assertion");
    expect(stderr).toContain("Not sent for ada@example.com: phone");
    expect(stderr).toContain("ada@example.com is not assigned");
    const { settings } = (await org.done("apps show payroll --json=settings")).json<{ settings: { signOn: object } }>();
    expect(settings.signOn).toMatchObject({ samlAssertionLifetimeSeconds: null });
  });

  it.each([
    ["apps preview payroll", 2, "MISSING_VALUES"],
    ["apps preview payroll --user nobody@example.com", 3, "USER_NOT_FOUND"],
    ["apps preview payroll --user ada@example.com --attribute x=user.mail()", 2, "FIELD_INVALID"],
    ["apps preview payroll --user ada@example.com --encryption-algorithm AES128", 2, "FIELD_INVALID"],
  ])("refuses %s", async (words, status, code) => {
    const refused = await org.appint(`${words} --json`);

    expect([refused.status, refused.problem().code]).toEqual([status, code]);
  });

  it("refuses an app that gets no assertion", async () => {
    await org.done("create oidc --name Shop --redirect-uri http://localhost/cb --quiet");
    const refused = await org.appint("apps preview shop --user ada@example.com --json");

    expect([refused.status, refused.problem().code]).toEqual([2, "NOTHING_TO_PREVIEW"]);
  });
});
