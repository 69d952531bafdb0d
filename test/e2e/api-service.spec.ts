/** A program gets tokens in its own name from a running serve, with what `create` has told it and nothing else. */
import { createRemoteJWKSet, importJWK, type JWK, jwtVerify } from "jose";
import * as client from "openid-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FreshOrg, usedOrg } from "./built-cli.js";

interface Made {
  credentials: { clientId: string; clientSecret?: string; privateKey?: JWK & { kid: string } };
  signOn: { issuer: string; tokenUrl: string };
}

describe("an API service", () => {
  let org: FreshOrg;
  beforeAll(async () => {
    org = await usedOrg();
    await org.start("serve").shows(/Ctrl-C/);
  });
  afterAll(() => org[Symbol.asyncDispose]());

  const clientOf = ({ credentials, signOn }: Made, authentication: client.ClientAuth) =>
    client.discovery(new URL(signOn.issuer), credentials.clientId, undefined, authentication, {
      execute: [client.allowInsecureRequests],
      algorithm: "oauth2",
    });

  it("with a secret gets a token that an API can verify", async () => {
    const made = (await org.done("create api --name Nightly --scope reports:read --json")).json<Made>();
    const config = await clientOf(made, client.ClientSecretBasic(made.credentials.clientSecret));

    const { access_token } = await client.clientCredentialsGrant(config, { scope: "reports:read" });

    const keys = createRemoteJWKSet(new URL(`${made.signOn.issuer}/v1/keys`));
    const { payload } = await jwtVerify(access_token, keys, { issuer: made.signOn.issuer, audience: "api://default" });
    expect(payload).toMatchObject({ sub: made.credentials.clientId, scp: ["reports:read"] });
  });

  it("with a key of its own gets scopes of the platform's API, as they are granted", async () => {
    const made = (
      await org.done("create service --name Sync --generate-key --scope okta.users.read --json")
    ).json<Made>();
    const jwk = made.credentials.privateKey as JWK & { kid: string; d: string };
    const key = (await importJWK(jwk, "RS256")) as CryptoKey;
    const config = await clientOf(made, client.PrivateKeyJwt({ key, kid: jwk.kid }));
    const ask = (scope: string) => client.clientCredentialsGrant(config, { scope });

    expect(await ask("okta.users.read")).toMatchObject({ scope: "okta.users.read" });
    await expect(ask("okta.groups.read")).rejects.toMatchObject({ error: "invalid_scope" });
    await org.done("apps grants add sync okta.groups.read");
    expect(await ask("okta.groups.read")).toMatchObject({ scope: "okta.groups.read" });
    expect((await org.done("apps show sync --reveal")).stdout, "the private half is kept nowhere").not.toContain(jwk.d);
  });

  it("is assigned to nobody and has no sign-in to test", async () => {
    await org.done("create api --name Batch --quiet");
    const assigned = await org.appint("assign batch --user ada@example.com");
    expect(assigned).toMatchObject({ status: 4, stderr: expect.stringContaining("Nobody can be assigned to Batch") });
    const tested = await org.appint("test-sso batch --json");
    expect(tested).toMatchObject({ status: 4, stdout: "" });
    expect(JSON.parse(tested.stderr)).toMatchObject({
      code: "NO_SSO",
      fix: expect.stringContaining("apps show batch"),
    });
  });

  it("needs credentials, and one way to get keys", async () => {
    for (const [flags, code] of [
      ["--auth-method none", "SERVICE_WITHOUT_CREDENTIALS"],
      ["--auth-method private_key_jwt", "KEYS_MISSING"],
      ["--generate-key --jwks https://app.example/jwks.json", "KEY_TWICE"],
      ["--redirect-uri http://localhost:3000/callback", "FOREIGN_FLAG"],
    ]) {
      const { status, stderr } = await org.appint(`create api --name Wrong ${flags} --json`);
      expect(JSON.parse(stderr), flags).toMatchObject({ code });
      expect(status).toBe(2);
    }
  });
});
