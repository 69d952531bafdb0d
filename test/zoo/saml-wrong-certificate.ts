/** The mistake: the certificate that the app trusts is not the provider's. */
import { type RunningApp, startVaried, type ZooOptions } from "./variation.js";

const CERTIFICATE_OF_ANOTHER_PROVIDER = `-----BEGIN CERTIFICATE-----
MIIDGTCCAgGgAwIBAgIUQN+rMCdGZtX9YlTqgzJhD5MHmgYwDQYJKoZIhvcNAQEL
BQAwGzEZMBcGA1UEAwwQYW5vdGhlciBwcm92aWRlcjAgFw0yNjExMjQyMzQ1MzRa
GA8yMTI2MTAzMTIzNDUzNFowGzEZMBcGA1UEAwwQYW5vdGhlciBwcm92aWRlcjCC
ASIwDQYJKoZIhvcNAQEBBQADggEPADCCAQoCggEBALTWlwBARptkiaa3GVvKd6B7
ZzGtvrOwkutwoydkDC7n0/WkbYiYARQ6s04p/oc/TrkotU8K0karGA2fjvNjM18R
RbFID3WvmjeoONGWMNfQsrrUin6bsG9QbeQ43uxL0gmeNdH2rhQDLv2fk6MUbd8B
JwbO4BI0J5i14LDBMDZYElohBo6OJExyGiYdTaMDyXwkbrDiBA1ktmpzd+t4FHQp
eBq+Tx43J/0j3LIreUKBqUk7P0sAVlZGBI0BWepSfcF5z4GcrSna0/h4iF0sFx3e
jlknYuY7itxJGAUtWZQBVu6HYyM5/vnWjwZURy5oqIx1Ns9qgQe2coWBxpNZ4eMC
AwEAAaNTMFEwHQYDVR0OBBYEFKBKSs2gbtImUU5WOM5M//xrL7AHMB8GA1UdIwQY
MBaAFKBKSs2gbtImUU5WOM5M//xrL7AHMA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZI
hvcNAQELBQADggEBAAHv2x84fS/B0S1ElOeL0LhSx4+TmTDvOCy4PJKxDaCzTNVA
KVB61k9qcXbDFBEL1ufGijeXE2qNk9FeGBaUoleZwgNB4XSMd1eKQG36Ep+ama3a
id4hoo5XjJDrMxoa2F3NMPz7zqc4SbEpThENHoQlSi2+aITS5X9pr4i/fL4+uNll
EyTHC60j73Gx5/J6BlJ8g17d4253l0cwpLGWnGO9Wc8MkZlpmhxiJ3Zc/uZ5kob1
vgSKvaJLLOhnMP6EECrAzyfmHwGSA9Y72AV9v5Gt2GrHVNfj56zNjHH9fZ+zvvzf
mSUFE0ZZE5iooQhKfWG6e5JDjqkD9E2+gjAMEZ8=
-----END CERTIFICATE-----`;

export const start = (options: ZooOptions): Promise<RunningApp> =>
  startVaried(
    { protocol: "saml", ...options },
    { env: (env) => ({ ...env, SAML_IDP_CERT: CERTIFICATE_OF_ANOTHER_PROVIDER }) },
  );
