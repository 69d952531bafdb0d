/** Values of the fields of each kind, as people may type them. */
import fc from "fast-check";

const path = fc.string({ unit: fc.constantFrom(..."abcxyz019-._~/"), maxLength: 20 });
export const webUrl = fc
  .tuple(fc.constantFrom("http", "https", "HTTP"), fc.constantFrom("localhost:3000", "app.example", "127.0.0.1"), path)
  .map(([scheme, host, rest]) => `${scheme}://${host}/${rest}`);
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

/** Values with those of fields that several kinds share. */
const withShared = <T>(own: fc.Arbitrary<T>) =>
  fc.tuple(own, usernames).map(([values, names]) => ({ ...values, ...names }));

export const oidcValues = withShared(
  fc
    .record({
      redirectUris: fc.uniqueArray(webUrl, { minLength: 1, maxLength: 4 }),
      postLogoutRedirectUris: webUrls,
      initiateLoginUri: fc.option(webUrl, { nil: undefined }),
      authMethod: fc.constantFrom("client_secret_basic", "client_secret_post", "none"),
      pkce: fc.boolean(),
      grantTypes: fc.constantFrom(["authorization_code"], ["authorization_code", "refresh_token"]),
      groupsClaim: fc.option(
        namedFilter.map(({ name, filter }) => ({
          type: "FILTER",
          name,
          filter_type: filter.type,
          value: filter.value,
        })),
        { nil: undefined },
      ),
      thinIdToken: fc.option(fc.boolean(), { nil: undefined }),
    })
    .map((values) => ({ ...values, pkce: values.pkce || values.authMethod === "none" }))
    // Only an app with a tile can hide it.
    .chain((values) =>
      values.initiateLoginUri === undefined
        ? fc.constant(values)
        : fc.boolean().map((visible) => ({ ...values, visible })),
    ),
);

export const samlValues = withShared(
  fc.record({
    acsUrl: webUrl,
    audience: text.map((value) => value.trim() || "urn:sp"),
    nameIdFormat: fc.constantFrom(
      "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified",
      "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
      "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
    ),
    attributes: fc.uniqueArray(
      fc
        .tuple(
          fc.string({ unit: fc.constantFrom(..."abc.:/"), minLength: 1, maxLength: 8 }),
          fc.constantFrom("user.email", '"a=b, c"'),
        )
        .map(([name, value]) => ({
          type: "EXPRESSION",
          name,
          namespace: "urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified",
          values: [value],
        })),
      { selector: ({ name }) => name, maxLength: 4 },
    ),
    groupAttributes: fc.uniqueArray(
      namedFilter.map(({ name, filter }) => ({
        type: "GROUP",
        name,
        namespace: "urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified",
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
    visible: fc.boolean(),
  }),
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

const bookmarkValues = fc.record({
  url: webUrl.map((url) => `${url}#top`),
  requestIntegration: flag,
  visible: flag,
});

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

/** By the kind's id. */
export const VALUES: Record<string, fc.Arbitrary<Record<string, unknown>>> = {
  bookmark: bookmarkValues,
  oidc: oidcValues,
  saml: samlValues,
  swa: swaValues,
  "ws-fed": wsFedValues,
};
