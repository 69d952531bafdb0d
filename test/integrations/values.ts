/** Values of the fields of each kind, as people may type them. */
import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { certificateBody, selfSignedCertificate } from "../../src/crypto/certificate.js";
import { ATTRIBUTE_NAME_FORMAT, AUTHN_CONTEXT } from "../../src/protocols/saml/urns.js";

const path = fc.string({ unit: fc.constantFrom(..."abcxyz019-._~/"), maxLength: 20 });
export const webUrl = fc
  .tuple(fc.constantFrom("http", "https", "HTTP"), fc.constantFrom("localhost:3000", "app.example", "127.0.0.1"), path)
  .map(([scheme, host, rest]) => `${scheme}://${host}/${rest}`);
/** Three public keys as the app object keeps them. */
const PUBLIC_KEYS = ["k1", "k2", "k3"].map((kid) => ({
  kty: "EC",
  kid,
  use: "sig",
  status: "ACTIVE",
  crv: "P-256",
  // Of RFC 7517, appendix A.1.
  x: "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
  y: "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
}));

const webUrls = fc.uniqueArray(webUrl, { maxLength: 4 });
const text = fc.string({ unit: fc.constantFrom(..."abc =,\"'äß/:#?&日"), minLength: 1, maxLength: 20 });

/** Name and filter of what tells an app about groups: a value with each way to compare. */
const namedFilter = fc.record({
  name: fc.string({ unit: fc.constantFrom(..."abc.:/"), minLength: 1, maxLength: 8 }),
  filter: fc.oneof(
    fc.record({
      type: fc.constantFrom("STARTS_WITH" as const, "EQUALS" as const, "CONTAINS" as const),
      value: text.filter((value) => value.trim() === value && !value.startsWith("=")),
    }),
    fc.record({ type: fc.constant("REGEX" as const), value: fc.constantFrom(".*", "Eng.*", "a=b|[^=]{1,3}", "(?i)x") }),
  ),
});

/** Of every kind with usernames: a format, and what goes with it alone. */
const usernames = fc.oneof(
  fc.record({
    usernameFormat: fc.constantFrom("okta-username", "email-prefix", "ad-employee-id", "none", "${source.city}"),
  }),
  fc.record({
    usernameFormat: fc.constant("ldap-uid-suffix"),
    usernameSuffix: fc.option(
      text.filter((value) => value.trim() === value),
      { nil: undefined },
    ),
  }),
  fc.record({
    usernameFormat: fc.constantFrom("user.email", 'String.toUpperCase(user.login) + ", x"'),
    updateUsernameOn: fc.constantFrom("create", "create-and-update"),
  }),
);

const orNot = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const trimmed = text.filter((value) => value.trim() === value);
const vpn = { vpnMessage: orNot(trimmed), vpnHelpUrl: orNot(webUrl) };
/** Of every kind's General tab. */
export const general = fc
  .record({
    adminNote: orNot(trimmed),
    userNote: orNot(trimmed),
    errorRedirectUrl: orNot(webUrl),
    autoLaunch: fc.constantFrom(true, undefined),
    autoSubmit: fc.constantFrom(true, undefined),
    selfService: fc.constantFrom(true, undefined),
    vpnNotification: orNot(fc.constantFrom("anywhere", "off-network")),
  })
  .chain((values) =>
    values.vpnNotification ? fc.record(vpn).map((more) => ({ ...values, ...more })) : fc.constant(values),
  );

/** Values with those of fields that several kinds share. */
const withShared = <T extends object>(own: fc.Arbitrary<T>) =>
  fc.tuple(own, usernames, general).map(([values, ...shared]) => ({ ...values, ...shared[0], ...shared[1] }));

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const algorithm = fc.constantFrom("HS256", "RS384", "ES512");
const CIBA = "urn:openid:params:grant-type:ciba";

/** What an app has of each type: which grants, where its answers may go. */
const oidcOfType = fc.oneof(
  fc.record({
    applicationType: fc.constant("web"),
    grantTypes: fc
      .subarray(["refresh_token", "implicit", "client_credentials", CIBA])
      .map((more) => ["authorization_code", ...more]),
    authMethod: fc.constantFrom("client_secret_basic", "client_secret_post", "none"),
    redirectUris: fc.uniqueArray(webUrl, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    applicationType: fc.constant("browser"),
    grantTypes: fc.subarray(["authorization_code", "implicit", "refresh_token"], { minLength: 1 }),
    authMethod: fc.constant("none"),
    redirectUris: fc.uniqueArray(webUrl, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    applicationType: fc.constant("native"),
    grantTypes: fc
      .subarray(["password", "urn:ietf:params:oauth:grant-type:device_code"])
      .map((more) => ["authorization_code", ...more]),
    authMethod: fc.constantFrom("none", "client_secret_post"),
    redirectUris: fc.constantFrom(["com.example.app:/callback"], ["http://127.0.0.1:4000/", "myapp://back"]),
  }),
);

/** Of every kind that can be provisioned: nothing of it, or SCIM with all that goes with a way to authenticate. */
const provisioningValues = fc.oneof(
  fc.constantFrom({}, { provisioning: "on-premises" as const }),
  fc
    .record({
      scimActions: fc.uniqueArray(
        fc.constantFrom("import-users", "push-users", "push-profiles", "push-groups", "import-groups"),
      ),
      scimUniqueField: fc.constantFrom("userName", "email", "urn:x:2.0:User:login"),
      on: fc.boolean(),
      sync: fc.constantFrom("off", "okta", "random"),
      auth: fc.constantFrom(
        { scimAuth: "basic", scimUsername: "provisioning" },
        { scimAuth: "header" },
        { scimAuth: "oauth2", scimTokenUrl: "https://app.example/token", scimClientId: "x" },
        {
          ...{ scimAuth: "oauth2", scimTokenUrl: "https://app.example/token", scimClientId: "x" },
          scimAuthorizeUrl: "https://app.example/authorize",
        },
      ),
    })
    .map(({ scimActions, scimUniqueField, on, sync, auth }) => {
      const creates = scimActions.includes("push-users");
      const updates = scimActions.includes("push-profiles");
      return {
        ...{ provisioning: "scim", scimBaseUrl: "https://app.example/scim/v2", scimActions, scimUniqueField },
        ...auth,
        ...(creates ? { scimCreateUsers: on, scimSyncPassword: sync } : {}),
        ...(creates && sync === "random" ? { scimNewPassword: on } : {}),
        ...(updates ? { scimUpdateUsers: on, scimExcludeUsername: !on } : {}),
        ...(creates || updates ? { scimDeactivateUsers: on } : {}),
      };
    }),
);

/** What is off unless somebody turns it on. */
const NOT_PROVISIONED = {
  provisioning: "none",
  ...{ scimCreateUsers: false, scimUpdateUsers: false, scimDeactivateUsers: false, scimExcludeUsername: false },
  ...{ scimSyncPassword: "off", scimNewPassword: false },
};

/** Values with those of provisioning. */
const withProvisioning = <T>(own: fc.Arbitrary<T>) =>
  fc.tuple(own, provisioningValues).map(([values, more]) => ({ ...values, ...NOT_PROVISIONED, ...more }));

export const oidcValues = withShared(
  fc
    .tuple(
      oidcOfType,
      fc.record({
        postLogoutRedirectUris: webUrls,
        initiateLoginUri: maybe(webUrl),
        wildcardRedirect: maybe(fc.constant(true)),
        pkce: fc.boolean(),
        refreshTokenRotation: fc.constantFrom("ROTATE", "STATIC"),
        refreshTokenLeeway: fc.integer({ min: 0, max: 60 }),
        groupsClaim: maybe(
          namedFilter.map(({ name, filter }) => ({
            type: "FILTER",
            name,
            filter_type: filter.type,
            value: filter.value,
          })),
        ),
        thinIdToken: maybe(fc.boolean()),
        consent: fc.constantFrom("TRUSTED", "REQUIRED"),
        tosUri: maybe(webUrl),
        policyUri: maybe(webUrl),
        clientUri: maybe(webUrl),
        logoUri: maybe(webUrl),
        frontchannelLogoutUri: maybe(webUrl),
        frontchannelLogoutSession: maybe(fc.constant(true)),
        issuerMode: fc.constantFrom(undefined, "CUSTOM_URL", "DYNAMIC"),
        autoKeyRotation: maybe(fc.constant(false)),
        networkZones: maybe(fc.constantFrom(["ALL_IP_ZONES"], ["nzo1", "nzo2"])),
        subjectType: fc.constantFrom(undefined, "pairwise"),
        sectorIdentifierUri: maybe(webUrl),
        requestObjectAlg: maybe(algorithm),
        idTokenEncryptionAlg: maybe(fc.constant("RSA-OAEP-256")),
      }),
      fc.record({
        cibaDeliveryMode: fc.constantFrom("poll", "ping", "push"),
        cibaRequestAlg: maybe(algorithm),
        cibaAuthenticator: maybe(fc.constant("aut5gu1234567890abcd")),
        emailCallbackUri: maybe(webUrl),
        profile: maybe(
          fc.dictionary(
            text,
            fc.jsonValue({ maxDepth: 1 }).map((value) => JSON.parse(JSON.stringify(value))),
            { maxKeys: 3 },
          ),
        ),
        implicit: fc.subarray(["id_token", "token"], { minLength: 1 }),
        loginFlow: fc.constantFrom(undefined, "DISABLED", "OKTA"),
        loginScopes: fc.subarray(["openid", "email", "groups"], { minLength: 1 }),
        visible: fc.boolean(),
      }),
    )
    .map(([ofType, rest, last]) => {
      const values: Record<string, unknown> = { ...ofType, ...rest, ...last };
      const grants: readonly string[] = ofType.grantTypes;
      values.pkce = rest.pkce || ofType.authMethod === "none";
      if (!grants.includes("implicit")) values.implicit = undefined;
      if (!grants.includes(CIBA))
        values.cibaDeliveryMode = values.cibaRequestAlg = values.cibaAuthenticator = undefined;
      if (!grants.includes("refresh_token"))
        values.refreshTokenRotation = ofType.applicationType === "browser" ? "ROTATE" : "STATIC";
      if (!grants.includes("refresh_token") || values.refreshTokenRotation === "STATIC") values.refreshTokenLeeway = 30;
      if (ofType.applicationType === "native") values.frontchannelLogoutUri = undefined;
      if (values.frontchannelLogoutUri === undefined) values.frontchannelLogoutSession = undefined;
      if (rest.subjectType === undefined) values.sectorIdentifierUri = undefined;
      const isSimplified = last.loginFlow === "OKTA" && (values.implicit as string[] | undefined)?.includes("id_token");
      // "No tile" is what an app without an initiate login URI has by itself.
      if (!isSimplified && (rest.initiateLoginUri === undefined || last.loginFlow === "OKTA"))
        values.loginFlow = undefined;
      if (!isSimplified) values.loginScopes = undefined;
      const flow = values.loginFlow ?? (rest.initiateLoginUri === undefined ? "DISABLED" : "SPEC");
      if (flow === "DISABLED") delete values.visible; // only an app with a tile can hide it
      return values;
    }),
);

const nameFormat = fc.constantFrom(...Object.values(ATTRIBUTE_NAME_FORMAT));
const attributeName = fc.oneof(
  fc.string({ unit: fc.constantFrom(..."abc.:/"), minLength: 1, maxLength: 8 }),
  // Names that look as if they named their format.
  fc.constantFrom("a:uri", "urn:x:basic", ":unspecified"),
);

/** An SP's certificate that may be encrypted for: made once, it costs a third of a second. */
export const spCertificate = certificateBody(certificateOf());

function certificateOf(): string {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const [notBefore, notAfter] = [new Date("2026-01-01T00:00:00Z"), new Date("2036-01-01T00:00:00Z")];
  return selfSignedCertificate({
    publicKey,
    privateKey,
    subject: [["CN", "sp"]],
    serial: 1n,
    notBefore,
    notAfter,
    keyUsage: ["digitalSignature", "keyEncipherment"],
  });
}

export const samlValues = withShared(
  fc
    .record({
      acsUrl: webUrl,
      audience: text.map((value) => value.trim() || "urn:sp"),
      nameIdFormat: fc.constantFrom(
        "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified",
        "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
        "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
      ),
      attributes: fc.uniqueArray(
        fc
          .tuple(attributeName, fc.constantFrom("user.email", '"a=b, c"'), nameFormat)
          .map(([name, value, namespace]) => ({
            type: "EXPRESSION",
            name,
            namespace,
            values: [value],
          })),
        { selector: ({ name }) => name, maxLength: 4 },
      ),
      groupAttributes: fc.uniqueArray(
        fc.tuple(namedFilter, nameFormat).map(([{ name, filter }, namespace]) => ({
          type: "GROUP",
          name,
          namespace,
          filterType: filter.type,
          filterValue: filter.value,
        })),
        { selector: ({ name }) => name, maxLength: 3 },
      ),
      sign: fc.constantFrom("both", "response", "assertion"),
      otherAcsUrls: fc.uniqueArray(fc.record({ url: webUrl, index: fc.integer({ min: 0, max: 65_535 }) }), {
        selector: ({ index }) => index,
        maxLength: 4,
      }),
      defaultRelayState: fc.option(text, { nil: undefined }),
      recipientUrl: fc.option(webUrl, { nil: undefined }),
      destinationUrl: fc.option(webUrl, { nil: undefined }),
      signatureAlgorithm: fc.constantFrom("RSA_SHA256", "RSA_SHA1"),
      digestAlgorithm: fc.constantFrom("SHA256", "SHA1"),
      encryptAssertion: fc.boolean(),
      encryptionCertificate: fc.constant(spCertificate),
      encryptionAlgorithm: fc.constantFrom("AES128_CBC", "AES256_CBC", "AES128_GCM", "AES256_GCM"),
      keyTransportAlgorithm: fc.constantFrom("RSA_OAEP", "RSA_15"),
      signatureCertificate: fc.constant(spCertificate),
      signedRequests: fc.boolean(),
      singleLogout: fc.boolean(),
      singleLogoutUrl: webUrl,
      spIssuer: text.map((value) => value.trim() || "urn:sp"),
      participateSlo: fc.boolean(),
      participateSloUrl: webUrl,
      participateSloBinding: fc.constantFrom("POST", "REDIRECT"),
      participateSloSessionIndex: fc.boolean(),
      authnContext: fc.constantFrom(...Object.values(AUTHN_CONTEXT)),
      honorForceAuthn: fc.boolean(),
      idpIssuer: fc.constantFrom("http://www.okta.com/${org.externalKey}", "urn:acme:idp"),
      sessionLifetime: fc.option(fc.integer({ min: 1, max: 31_536_000 }), { nil: undefined }),
      compressedRequests: fc.boolean(),
      inlineHook: fc.option(fc.constant("calrc4ay8BtScUzIp0g7"), { nil: undefined }),
      visible: fc.boolean(),
    })
    .map((values) => ({
      ...values,
      // What is set to the ACS URL is not set apart, and a signed request leaves no list.
      recipientUrl: values.recipientUrl === values.acsUrl ? undefined : values.recipientUrl,
      destinationUrl: values.destinationUrl === values.acsUrl ? undefined : values.destinationUrl,
      otherAcsUrls: values.signedRequests ? [] : values.otherAcsUrls,
    })),
);

const flag = fc.boolean();
const scheme = fc.constantFrom(
  "EDIT_USERNAME_AND_PASSWORD",
  "ADMIN_SETS_CREDENTIALS",
  "EDIT_PASSWORD_ONLY",
  "EXTERNAL_PASSWORD_SYNC",
  "SHARED_USERNAME_AND_PASSWORD",
);
const controlName = fc.string({ unit: fc.constantFrom(..."abc[]._-日"), minLength: 1, maxLength: 8 });

const swaValues = withShared(
  fc
    .record({
      loginUrl: webUrl.map((url) => `${url}#/login`),
      redirectUrl: fc.option(webUrl, { nil: undefined }),
      credentials: scheme,
      form: fc.option(
        fc.record({
          formUrl: webUrl,
          usernameField: controlName,
          passwordField: controlName,
          optionalFields: fc.option(
            fc.uniqueArray(fc.record({ name: controlName, value: fc.constantFrom("", "a", "=b", "c d") }), {
              selector: ({ name }) => name,
              minLength: 1,
              maxLength: 3,
            }),
            { nil: undefined },
          ),
        }),
        { nil: undefined },
      ),
      shared: text.map((value) => value.trim() || "team"),
      reveal: flag,
      internalApp: flag,
      visible: flag,
    })
    // Each scheme has settings that mean nothing beside the others.
    .map(({ form, shared, reveal, ...values }) => ({
      ...values,
      ...form,
      ...(values.credentials === "SHARED_USERNAME_AND_PASSWORD" ? { sharedUsername: shared } : {}),
      ...(["EDIT_USERNAME_AND_PASSWORD", "EDIT_PASSWORD_ONLY"].includes(values.credentials)
        ? { passwordReveal: reveal }
        : {}),
    })),
);

const bookmarkValues = fc
  .tuple(
    fc.record({
      url: webUrl.map((url) => `${url}#top`),
      requestIntegration: flag,
      visible: flag,
    }),
    general,
  )
  .map(([own, more]) => ({ ...own, ...more }));

const wsFedValues = withShared(
  fc
    .record({
      siteUrl: webUrl,
      realm: fc.option(fc.constantFrom("urn:acme:payroll", "https://app.example/"), { nil: undefined }),
      replyUrl: webUrl,
      replyOverride: flag,
      nameIdFormat: fc.constantFrom(
        "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified",
        "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
      ),
      audience: text.map((value) => value.trim() || "urn:sp"),
      authnContext: fc.constantFrom(
        "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport",
        "urn:federation:authentication:windows",
      ),
      attributeStatements: fc.option(
        fc.uniqueArray(fc.constantFrom("a|b|urn:c", "role|Engineering, all|urn:x", "x|${user.email}|http://ns"), {
          minLength: 1,
        }),
        { nil: undefined },
      ),
      groups: fc.option(fc.record({ groupName: controlName, groupFilter: fc.constantFrom(".*", "Eng.*") }), {
        nil: undefined,
      }),
      groupValueFormat: fc.constantFrom("windowsDomainQualifiedName", "samAccountName", "dn"),
      usernameAttribute: fc.constantFrom("username", "upn", "upnAndUsername", "none"),
      signatureAlgorithm: fc.constantFrom("RSA_SHA256", "RSA_SHA1"),
      digestAlgorithm: fc.constantFrom("SHA256", "SHA1"),
      visible: flag,
    })
    .map(({ groups, ...values }) => ({ ...values, ...groups })),
);

const clientKey = fc.constantFrom(...PUBLIC_KEYS);
/** Public keys of an app: some that are kept, or where they are fetched. */
const clientKeys = fc.oneof(
  webUrl.filter((url) => url.length < 1000),
  fc
    .uniqueArray(clientKey, { minLength: 1, maxLength: 3, selector: ({ kid }) => kid })
    .map((keys) => ({ keys: [...keys] })),
);

const apiValues = fc
  .record({
    scopes: fc.uniqueArray(fc.constantFrom("okta.users.read", "okta.groups.manage", "reports:read", "a,b", "x"), {
      maxLength: 4,
    }),
    jwks: fc.option(clientKeys, { nil: undefined }),
    authMethod: fc.constantFrom("client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt"),
    dpop: flag,
  })
  .filter(({ authMethod, jwks }) => authMethod !== "private_key_jwt" || jwks !== undefined);

/** By the kind's id. */
export const VALUES: Record<string, fc.Arbitrary<Record<string, unknown>>> = {
  api: apiValues,
  bookmark: bookmarkValues,
  oidc: oidcValues,
  saml: withProvisioning(samlValues),
  swa: withProvisioning(swaValues),
  "ws-fed": wsFedValues,
};
