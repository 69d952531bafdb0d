import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { nameOfFlag } from "../../src/cli/arguments.js";
import { valuesFromFlags } from "../../src/cli/field-arguments.js";
import { certificateBody, selfSignedCertificate } from "../../src/crypto/certificate.js";
import { setPath } from "../../src/integrations/field.js";
import type { Kind } from "../../src/integrations/kind.js";
import { addressesOf } from "../../src/integrations/lint.js";
import { lintApp, lintIds, type Remark } from "../../src/integrations/lint-app.js";
import { kindById, kinds } from "../../src/integrations/registry.js";
import type { App } from "../../src/store/apps.js";

const NOW = new Date("2026-03-01T12:00:00Z");
const inDays = (days: number) => new Date(NOW.getTime() + days * 24 * 3600 * 1000);

const SOUND = {
  oidc: {
    "settings.oauthClient.redirect_uris": ["https://shop.example/callback"],
    "credentials.oauthClient.pkce_required": true,
  },
  saml: { "settings.signOn.ssoAcsUrl": "https://pay.example/acs", "settings.signOn.audience": "urn:pay" },
} as const;

/** What is said of a sound app whose object is changed at these paths. */
async function remarksOf(
  id: keyof typeof SOUND,
  changed: Record<string, unknown> = {},
  { notAfter = inDays(3650), status = "ACTIVE" as App["status"] } = {},
): Promise<Remark[]> {
  const kind = await kindById(id);
  if (!kind) throw new Error(`no kind ${id}`);
  const document = kind.newDocument();
  for (const [path, value] of Object.entries({ ...SOUND[id], ...changed })) setPath(document, path, value);
  const app = { slug: "app", signOnMode: kind.signOnMode, status, document } as App;
  return await lintApp(kind, { app, certificates: kind.signsAssertions ? [{ notAfter }] : [], now: NOW });
}

const signOn = (member: string) => `settings.signOn.${member}`;
const client = (member: string) => `settings.oauthClient.${member}`;

type Row = [lint: string, kind: keyof typeof SOUND, bad: Record<string, unknown>, fine: Record<string, unknown>];
const ROWS: readonly Row[] = [
  ["audience-of-another", "saml", { [signOn("spIssuer")]: "urn:pay:2" }, { [signOn("spIssuer")]: "urn:pay" }],
  [
    "every-group",
    "saml",
    { [signOn("attributeStatements")]: [{ type: "GROUP", name: "g", filterType: "REGEX", filterValue: ".*" }] },
    { [signOn("attributeStatements")]: [{ type: "GROUP", name: "g", filterType: "EQUALS", filterValue: ".*" }] },
  ],
  [
    "every-group",
    "oidc",
    { [client("groups_claim")]: { type: "FILTER", name: "groups", filter_type: "REGEX", value: "^.+$" } },
    { [client("groups_claim")]: { type: "FILTER", name: "groups", filter_type: "REGEX", value: "Eng.*" } },
  ],
  ["force-authn-ignored", "saml", { [signOn("honorForceAuthn")]: false }, {}],
  ["implicit-flow", "oidc", { [client("grant_types")]: ["authorization_code", "implicit"] }, {}],
  [
    "initiate-login-elsewhere",
    "oidc",
    { [client("initiate_login_uri")]: "https://login.shop.example/start" },
    { [client("initiate_login_uri")]: "https://shop.example/start" },
  ],
  [
    "loopback-address",
    "oidc",
    { [client("redirect_uris")]: ["http://localhost:3000/callback"] },
    { [client("redirect_uris")]: ["https://localhost.example/callback"] },
  ],
  ["loopback-address", "saml", { [signOn("ssoAcsUrl")]: "http://127.1.2.3/acs" }, {}],
  ["no-pkce", "oidc", { "credentials.oauthClient.pkce_required": false }, {}],
  [
    "plain-http",
    "saml",
    { [signOn("acsEndpoints")]: [{ url: "http://pay.example/acs2", index: 1 }] },
    { [signOn("acsEndpoints")]: [{ url: "http://localhost/acs2", index: 1 }] },
  ],
  [
    "static-refresh-token",
    "oidc",
    { [client("application_type")]: "browser", [client("grant_types")]: ["authorization_code", "refresh_token"] },
    { [client("application_type")]: "web", [client("grant_types")]: ["authorization_code", "refresh_token"] },
  ],
  ["sha1", "saml", { [signOn("digestAlgorithm")]: "SHA1" }, {}],
  ["sha1", "saml", { [signOn("signatureAlgorithm")]: "RSA_SHA1" }, {}],
  [
    "transient-name-id",
    "saml",
    { [signOn("subjectNameIdFormat")]: "urn:oasis:names:tc:SAML:2.0:nameid-format:transient" },
    { [signOn("subjectNameIdFormat")]: "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent" },
  ],
  [
    "two-loopback-names",
    "oidc",
    {
      [client("redirect_uris")]: ["http://localhost:3000/callback"],
      [client("initiate_login_uri")]: "http://127.0.0.1:3000/",
    },
    {
      [client("redirect_uris")]: ["http://localhost:3000/callback"],
      [client("initiate_login_uri")]: "http://localhost:3001/",
    },
  ],
  ["unsigned-assertion", "saml", { [signOn("assertionSigned")]: false }, { [signOn("responseSigned")]: false }],
  [
    "weak-encryption",
    "saml",
    {
      [signOn("assertionEncryption")]: {
        enabled: true,
        encryptionAlgorithm: "AES256_GCM",
        keyTransportAlgorithm: "RSA_15",
      },
    },
    { [signOn("assertionEncryption")]: { enabled: false, encryptionAlgorithm: "AES256_CBC" } },
  ],
  ["wildcard-redirect", "oidc", { [client("wildcard_redirect")]: "SUBDOMAIN" }, {}],
];

describe("the lints of an app's settings", () => {
  it("say nothing of a sound app", async () => {
    for (const kind of ["oidc", "saml"] as const) expect(await remarksOf(kind)).toEqual([]);
  });

  it.each(ROWS)("%s is said of the %s app that has it, and of no other", async (id, kind, bad, fine) => {
    const ids = (remarks: readonly Remark[]) => remarks.map((each) => each.id);

    expect(ids(await remarksOf(kind, bad))).toContain(id);
    expect(ids(await remarksOf(kind, fine))).not.toContain(id);
  });

  it("are each tried here", () => {
    expect(new Set([...ROWS.map(([id]) => id), "certificate-expiry"])).toEqual(new Set(lintIds()));
  });

  it("name the setting as the platform does, and the command that mends it", async () => {
    expect(await remarksOf("saml", { [signOn("assertionSigned")]: false })).toEqual([
      {
        id: "unsigned-assertion",
        level: "note",
        setting: "Signed parts",
        seen: "response",
        why: "many SPs look for the signature at the assertion, and refuse one that has none",
        fix: "appint apps edit app --sign both",
      },
    ]);
    const [pkce] = await remarksOf("oidc", { "credentials.oauthClient.pkce_required": false });
    expect(pkce?.fix).toBe("appint apps edit app --pkce");
  });

  it.each(ROWS)("%s names commands that %s apps take as they stand", async (_, id, bad) => {
    const kind = (await kindById(id)) as Kind;
    for (const { setting, fix } of await remarksOf(id, bad)) {
      expect(setting, "no setting is called by its path").not.toMatch(/^(settings|credentials)\./);
      const [, flag = "", value] = /^appint apps edit app (--\S+)(?: (.+))?$/.exec(fix ?? "") ?? [];
      if (flag === "") continue;
      const field = kind.fields.find((each) => nameOfFlag(each.flag) === flag.replace(/^--no-/, "--"));
      expect(field, fix ?? "").toBeDefined();
      if (field && !field.switch) expect(() => valuesFromFlags([field], { [field.key]: value })).not.toThrow();
    }
  });

  it("look at every address of every kind", async () => {
    // What is a name and looks like an address, and what no browser is sent to.
    const exempt = [
      ...["audience", "spIssuer", "idpIssuer", "realm", "recipientUrl", "destinationUrl"],
      ...[
        "tosUri",
        "policyUri",
        "logoUri",
        "clientUri",
        "errorRedirectUrl",
        "vpnHelpUrl",
        "jwks",
        "sectorIdentifierUri",
      ],
    ];
    for (const kind of await kinds()) {
      const document = kind.newDocument();
      const fields = kind.fields.filter(
        ({ key, flag, path }) => /<(index=)?ur[li]>/.test(flag) && !exempt.includes(key) && !/provisioning/.test(path),
      );
      for (const { path, repeatable } of fields) {
        const url = "http://shop.example/x";
        setPath(document, path, path.endsWith("acsEndpoints") ? [{ url, index: 1 }] : repeatable ? [url] : url);
      }
      const app = { slug: "app", signOnMode: kind.signOnMode, status: "ACTIVE", document } as App;
      const found = addressesOf(app).map(({ path }) => path);
      expect(found.sort(), kind.id).toEqual(fields.map(({ path }) => path).sort());
    }
  });

  it("put warnings before notes", async () => {
    const levels = (
      await remarksOf("oidc", { "credentials.oauthClient.pkce_required": false, ...ROWS.at(-1)?.[2] })
    ).map(({ level }) => level);
    expect(levels).toEqual(["warning", "note"]);
  });

  it("count an address on this machine as no matter while the app is inactive", async () => {
    const local = { [client("redirect_uris")]: ["http://localhost:3000/callback"] };
    expect(await remarksOf("oidc", local, { status: "INACTIVE" })).toEqual([]);
  });

  it("see a certificate end thirty days before, and after", async () => {
    const seen = async (notAfter: Date) =>
      (await remarksOf("saml", {}, { notAfter })).map((each) => [each.id, each.seen, each.fix]);

    expect(await seen(inDays(31))).toEqual([]);
    expect(await seen(inDays(30))).toEqual([["certificate-expiry", "ends on 2026-03-31", "appint keys rotate app"]]);
    expect(await seen(inDays(-1))).toEqual([["certificate-expiry", "ended on 2026-02-28", "appint keys rotate app"]]);
  });

  it("see the end of a certificate that the SP gave, and pass over what is none", async () => {
    const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const subject = [["CN", "sp"]] as const;
    const dates = { notBefore: inDays(-1), notAfter: inDays(20) };
    const x5c = [certificateBody(selfSignedCertificate({ ...pair, ...dates, subject, serial: 1n }))];

    expect(
      (await remarksOf("saml", { [signOn("assertionEncryption.x5c")]: x5c })).map(({ seen, why }) => [seen, why]),
    ).toEqual([["ends on 2026-03-21", "the SP's certificate for encryption cannot be used after that day"]]);
    expect((await remarksOf("saml", { [signOn("spCertificate")]: { x5c } })).map(({ setting }) => setting)).toEqual([
      "Signature certificate",
    ]);
    expect(await remarksOf("saml", { [signOn("spCertificate")]: { x5c: ["nonsense"] } })).toEqual([]);
  });
});
