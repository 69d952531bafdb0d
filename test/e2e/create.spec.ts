import { X509Certificate } from "node:crypto";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FreshOrg, freshOrg, normalized } from "./built-cli.js";
import { corpusFile, metadataServer } from "./metadata-server.js";

describe("appint create oidc", () => {
  let org: FreshOrg;
  beforeAll(async () => {
    org = await freshOrg();
    await org.done("users list --quiet");
  });
  afterAll(() => org[Symbol.asyncDispose]());

  it("prints what the app needs, the secret among it, and what to do next", async () => {
    const result = await org.done([
      "create",
      "oidc",
      "--name",
      "Shop & Söhne",
      "--redirect-uri",
      "http://localhost:3000/callback",
    ]);

    const secret = /Client secret {3}(\S+)/.exec(result.stdout)?.[1] ?? "";
    expect(secret).toMatch(/^[\w-]{64}$/);
    expect(normalized(result.stdout, { [org.origin]: "<origin>", [secret]: "<secret>" })).toBe(
      `✔ Shop & Söhne created (<0oa id>)   OIDC - OpenID Connect · active · assigned to nobody yet

  For your app
    Issuer          <origin>
    Discovery       <origin>/.well-known/openid-configuration
    Custom issuer   <origin>/oauth2/default
    Client ID       <0oa id>
    Client secret   <secret>
    Redirect URI    http://localhost:3000/callback

  Next:  appint assign shop-sohne --user ada@example.com
         appint test-sso shop-sohne
`,
    );
    expect(result.stderr).toBe(
      "  The client secret is kept sealed; see it again: appint apps show shop-sohne --reveal\n\n" +
        "Two or three extra admins are recommended in the org that owns an integration: appint orgs admins add --user <login>\n",
    );
  });

  it("prints the platform's object with --json", async () => {
    const made = (
      await org.done(
        "create oidc --name Portal --redirect-uri http://localhost:3000/callback --redirect-uri http://localhost:8080/callback --post-logout-redirect-uri http://localhost:3000/ --initiate-login-uri http://localhost:3000/login --auth-method client_secret_post --pkce --grant-type authorization_code --grant-type refresh_token --user-url http://localhost:3000/me --json",
      )
    ).json();

    expect(made).toEqual({
      id: expect.stringMatching(/^0oa[A-Za-z0-9]{17}$/),
      slug: "portal",
      name: "oidc_client",
      label: "Portal",
      status: "ACTIVE",
      signOnMode: "OPENID_CONNECT",
      created: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      lastUpdated: made.created,
      accessibility: { selfService: false, errorRedirectUrl: null, loginRedirectUrl: null },
      visibility: {
        autoLaunch: false,
        autoSubmitToolbar: false,
        hide: { iOS: false, web: false },
        appLinks: { oidc_client_link: true },
      },
      features: [],
      credentials: {
        userNameTemplate: { template: "${source.login}", type: "BUILT_IN" },
        signing: {},
        oauthClient: {
          autoKeyRotation: true,
          client_id: made.id,
          token_endpoint_auth_method: "client_secret_post",
          pkce_required: true,
        },
        clientId: made.id,
        clientSecret: expect.stringMatching(/^[\w-]{64}$/),
      },
      settings: {
        app: {},
        manualProvisioning: false,
        implicitAssignment: false,
        emOptInStatus: "NONE",
        notes: { admin: null, enduser: null },
        notifications: { vpn: { network: { connection: "DISABLED" }, message: null, helpUrl: null } },
        oauthClient: {
          application_type: "web",
          grant_types: ["authorization_code", "refresh_token"],
          response_types: ["code"],
          redirect_uris: ["http://localhost:3000/callback", "http://localhost:8080/callback"],
          post_logout_redirect_uris: ["http://localhost:3000/"],
          initiate_login_uri: "http://localhost:3000/login",
          idp_initiated_login: { mode: "SPEC", default_scope: [] },
          refresh_token: { rotation_type: "STATIC", leeway: 30 },
          consent_method: "TRUSTED",
          issuer_mode: "ORG_URL",
          wildcard_redirect: "DISABLED",
          participate_slo: false,
          frontchannel_logout_uri: null,
          frontchannel_logout_session_required: false,
          network: { connection: "ANYWHERE" },
          subject_type: "public",
          sector_identifier_uri: null,
          request_object_signing_alg: null,
          id_token_encrypted_response_alg: null,
          backchannel_token_delivery_mode: null,
          backchannel_authentication_request_signing_alg: null,
          backchannel_custom_authenticator_id: null,
          email_verification_callback_uri: null,
          groups_claim: null,
          thin_id_token: null,
          dpop_bound_access_tokens: false,
          client_uri: null,
          logo_uri: null,
          tos_uri: null,
          policy_uri: null,
          jwks_uri: null,
          granted_scopes: [],
          jwks: { keys: [] },
        },
      },
      profile: null,
      signOn: {
        metadataUrl: `${org.origin}/.well-known/openid-configuration`,
        embedUrl: expect.stringMatching(`^${org.origin}/home/oidc_client/${made.id}/aln[A-Za-z0-9]{17}$`),
        issuer: org.origin,
        issuers: [
          {
            id: "org",
            issuer: org.origin,
            audience: org.origin,
            metadataUrl: `${org.origin}/.well-known/openid-configuration`,
          },
          {
            id: "default",
            issuer: `${org.origin}/oauth2/default`,
            audience: "api://default",
            metadataUrl: `${org.origin}/oauth2/default/.well-known/openid-configuration`,
          },
        ],
        signOnUrl: `${org.origin}/oauth2/v1/authorize`,
        logoutUrl: `${org.origin}/oauth2/v1/logout`,
        certificates: [],
      },
      tests: { userUrl: "http://localhost:3000/me" },
      remarks: [expect.objectContaining({ id: "loopback-address", level: "note", fix: null })],
    });
  });

  it("makes no secret for a client without one, and PKCE its duty", async () => {
    const { credentials } = (
      await org.done(
        "create oidc --name Public --redirect-uri http://localhost/cb --auth-method none --json=credentials",
      )
    ).json<{ credentials: Record<string, unknown> }>();

    expect(credentials.clientSecret).toBeUndefined();
    expect(credentials.oauthClient).toMatchObject({ token_endpoint_auth_method: "none", pkce_required: true });
  });

  it("gives the next app of a name a slug of its own", async () => {
    const slugs = [];
    for (const name of ["Twin", "Twin", "TWIN!", "日本"]) {
      const words = ["create", "oidc", "--name", name, "--redirect-uri", "http://localhost/cb", "--json=slug"];
      slugs.push((await org.done(words)).json().slug);
    }
    expect(slugs).toEqual(["twin", "twin-2", "twin-3", "app"]);
  });

  it("does not take the value of a flag for the kind", async () => {
    const { signOnMode } = (
      await org.done("create --name saml oidc --redirect-uri http://localhost/cb --json=signOnMode")
    ).json();
    expect(signOnMode).toBe("OPENID_CONNECT");
  });
});

describe("appint create saml", () => {
  let org: FreshOrg;
  let web: Awaited<ReturnType<typeof metadataServer>>;
  beforeAll(async () => {
    org = await freshOrg();
    web = await metadataServer();
    await copyFile(corpusFile("good-many-bindings-and-requested-attributes"), join(org.folder, "sp.xml"));
    await org.done("users list --quiet");
  });
  afterAll(async () => {
    await web[Symbol.asyncDispose]();
    await org[Symbol.asyncDispose]();
  });

  it("prints what the SP needs, the certificate ready to paste", async () => {
    const result = await org.done(
      "create saml --name Payroll --acs-url http://localhost:3000/acs --audience urn:payroll",
    );

    const [pem = ""] = /-----BEGIN.*END CERTIFICATE-----/s.exec(result.stdout) ?? [];
    const certificate = new X509Certificate(pem);
    const names = { [org.origin]: "<origin>", [pem]: "<pem>", [certificate.fingerprint256]: "<fingerprint>" };
    expect(normalized(result.stdout, names)).toBe(
      `✔ Payroll created (<0oa id>)   SAML 2.0 · active · assigned to nobody yet

  For your SP
    Metadata URL   <origin>/app/<exk id>/sso/saml/metadata
    Sign-on URL    <origin>/app/default_payroll_1/<exk id>/sso/saml
    Issuer         http://www.okta.com/<exk id>
    Audience       urn:payroll
    ACS URL        http://localhost:3000/acs
    Fingerprint    SHA-256 <fingerprint>
    Certificate
<pem>

  Next:  appint assign payroll --user ada@example.com
         appint test-sso payroll
`,
    );
    expect(result.stderr).toMatch(/^Two or three extra admins are recommended [^\n]*\n$/);
  });

  it("prints the platform's object with --json", async () => {
    const made = (
      await org.done([
        ...["create", "saml", "--name", "Wiki", "--acs-url", "http://localhost:3000/acs", "--audience", "urn:wiki"],
        ...["--attribute", "email=user.email", "--attribute", 'tier="gold"', "--name-id-format", "email"],
        ...[
          "--sign",
          "assertion",
          "--other-acs-url",
          "3=http://localhost:3000/acs3",
          "--default-relay-state",
          "/start",
        ],
        ...["--start-url", "http://localhost:3000/reports", "--expect-status", "200", "--json"],
      ])
    ).json<{
      id: string;
      name: string;
      credentials: { signing: { kid: string } };
      signOn: { certificates: [{ pem: string }] };
    }>();

    const key = /\/app\/(exk\w{17})\//.exec(JSON.stringify(made.signOn))?.[1];
    const certificate = new X509Certificate(made.signOn.certificates[0].pem);
    const unspecified = "urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified";
    expect(made).toEqual({
      id: expect.stringMatching(/^0oa/),
      slug: "wiki",
      name: "default_wiki_1",
      label: "Wiki",
      status: "ACTIVE",
      signOnMode: "SAML_2_0",
      created: expect.any(String),
      lastUpdated: expect.any(String),
      accessibility: { selfService: false, errorRedirectUrl: null, loginRedirectUrl: null },
      visibility: {
        autoLaunch: false,
        autoSubmitToolbar: false,
        hide: { iOS: false, web: false },
        appLinks: { default_wiki_1_link: true },
      },
      features: [],
      credentials: {
        userNameTemplate: { template: "${source.login}", type: "BUILT_IN" },
        signing: { kid: made.credentials.signing.kid },
      },
      settings: {
        app: {},
        manualProvisioning: false,
        implicitAssignment: false,
        emOptInStatus: "NONE",
        notes: { admin: null, enduser: null },
        notifications: { vpn: { network: { connection: "DISABLED" }, message: null, helpUrl: null } },
        provisioning: {
          mode: "none",
          scim: {
            ...{ baseUrl: null, uniqueField: "userName", actions: [], authMode: "basic", username: null },
            ...{ tokenUrl: null, authorizeUrl: null, clientId: null },
            password: { seed: "RANDOM", change: "KEEP_EXISTING" },
          },
        },
        signOn: {
          defaultRelayState: "/start",
          ssoAcsUrl: "http://localhost:3000/acs",
          recipient: "http://localhost:3000/acs",
          destination: "http://localhost:3000/acs",
          audience: "urn:wiki",
          idpIssuer: "http://www.okta.com/${org.externalKey}",
          subjectNameIdTemplate: "${user.userName}",
          subjectNameIdFormat: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
          responseSigned: false,
          assertionSigned: true,
          signatureAlgorithm: "RSA_SHA256",
          digestAlgorithm: "SHA256",
          honorForceAuthn: true,
          authnContextClassRef: "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport",
          samlSignedRequestEnabled: false,
          requestCompressed: false,
          allowMultipleAcsEndpoints: true,
          acsEndpoints: [{ url: "http://localhost:3000/acs3", index: 3 }],
          spIssuer: null,
          spCertificate: null,
          slo: { enabled: false, logoutUrl: null, issuer: null },
          participateSlo: {
            enabled: false,
            logoutRequestUrl: null,
            bindingType: "POST",
            sessionIndexRequired: false,
          },
          assertionEncryption: {
            enabled: false,
            encryptionAlgorithm: "AES256_GCM",
            keyTransportAlgorithm: "RSA_OAEP",
            x5c: null,
          },
          inlineHooks: [],
          samlAssertionLifetimeSeconds: null,
          attributeStatements: [
            { type: "EXPRESSION", name: "email", namespace: unspecified, values: ["user.email"] },
            { type: "EXPRESSION", name: "tier", namespace: unspecified, values: ['"gold"'] },
          ],
        },
      },
      profile: null,
      signOn: {
        metadataUrl: `${org.origin}/app/${key}/sso/saml/metadata`,
        embedUrl: expect.stringMatching(`^${org.origin}/home/default_wiki_1/${made.id}/aln[A-Za-z0-9]{17}$`),
        issuer: `http://www.okta.com/${key}`,
        signOnUrl: `${org.origin}/app/default_wiki_1/${key}/sso/saml`,
        logoutUrl: null,
        certificates: [
          {
            pem: expect.stringMatching(/^-----BEGIN CERTIFICATE-----\n/),
            fingerprint: certificate.fingerprint256,
            notAfter: new Date(certificate.validTo).toISOString(),
          },
        ],
      },
      tests: { startUrls: ["http://localhost:3000/reports"], expectStatus: 200 },
      remarks: [expect.objectContaining({ id: "loopback-address", setting: "Single sign-on URL (ACS)" })],
    });
  });

  it("takes ACS, further ACS and audience from metadata in a file", async () => {
    const { settings } = (await org.done("create saml --name File --metadata sp.xml --json=settings")).json<{
      settings: { signOn: Record<string, unknown> };
    }>();
    const { ssoAcsUrl, audience, acsEndpoints } = settings.signOn;
    expect({ ssoAcsUrl, audience, acsEndpoints }).toMatchInlineSnapshot(`
      {
        "acsEndpoints": [
          {
            "index": 3,
            "url": "https://library.example/SAML2/POST?a=1&b=2",
          },
          {
            "index": 4,
            "url": "https://library.example/SAML2/POST2",
          },
        ],
        "audience": "https://library.example/shibboleth",
        "ssoAcsUrl": "https://library.example/SAML2/POST2",
      }
    `);
    expect(new URL(String(ssoAcsUrl)).protocol).toMatch(/^https?:$/);
  });

  it.each(["/metadata", "/moved"])("takes them from metadata at an address: %s", async (path) => {
    const { settings } = (
      await org.done(`create saml --name Address --metadata ${web.url}${path} --json=settings`)
    ).json<{ settings: { signOn: Record<string, unknown> } }>();
    expect(settings.signOn).toMatchObject({
      ssoAcsUrl: "http://localhost:3000/saml/acs",
      audience: "http://localhost:3000/saml/metadata",
    });
  });

  it("lets a flag win over the metadata", async () => {
    const { settings } = (
      await org.done("create saml --name Flag --metadata sp.xml --audience urn:other --json=settings")
    ).json<{ settings: { signOn: Record<string, unknown> } }>();
    expect(settings.signOn.audience).toBe("urn:other");
  });
});
