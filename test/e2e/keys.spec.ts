/** Keys and client secrets are changed by one process while another one, `serve`, signs with them. */
import { createVerify, X509Certificate } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FreshOrg, usedOrg } from "./built-cli.js";

interface Key {
  kid: string;
  status: string;
}

describe("keys and credentials under a running serve", () => {
  let org: FreshOrg;
  let shop: { id: string; credentials: { clientSecret: string } };
  beforeAll(async () => {
    org = await usedOrg();
    await org.done("create saml --name Payroll --acs-url http://localhost:3000/acs --audience urn:payroll --quiet");
    shop = (await org.done("create oidc --name Shop --redirect-uri http://localhost:3000/callback --json")).json<
      typeof shop
    >();
    await org.start("serve").shows(/Ctrl-C/);
  });
  afterAll(() => org[Symbol.asyncDispose]());

  const published = async (server = "") => {
    const answer = await fetch(`${org.origin}/oauth2${server}/v1/keys`);
    return ((await answer.json()) as { keys: Key[] }).keys;
  };

  it("publishes the next key from the rotation on, and exports the very set that apps are given", async () => {
    const [before] = await published();
    const changed = (await org.done("keys rotate --json")).json<(Key & { purpose: string })[]>();

    const kids = changed.filter(({ purpose }) => purpose === "id-token").map(({ kid }) => kid);
    expect(kids[0]).toBe(before?.kid);
    expect((await published()).map(({ kid }) => kid).sort()).toEqual([...kids].sort());
    expect((await org.done("keys export --json")).json()).toEqual({ keys: await published() });
    expect(JSON.parse((await org.done("keys export --server default")).stdout)).toEqual({
      keys: await published("/default"),
    });
    const pem = (await org.done(["keys", "export", "--format", "pem", "--kid", kids[1] ?? ""])).stdout;
    expect(pem).toMatch(/^-----BEGIN PUBLIC KEY-----\n[^-]+-----END PUBLIC KEY-----\n$/);
    expect(() => createVerify("sha256").update("x").verify(pem, "x")).not.toThrow();
  });

  it("serves the certificate that was activated, which the SP could have had before", async () => {
    const { signOn } = (await org.done("apps show payroll --json")).json<{ signOn: { metadataUrl: string } }>();
    const served = async (query = "") => {
      const xml = await (await fetch(signOn.metadataUrl + query)).text();
      return new X509Certificate(Buffer.from(/X509Certificate>([^<]+)</.exec(xml)?.[1] ?? "", "base64")).toString();
    };
    const before = await served();
    const [next] = (await org.done("keys rotate payroll --years 3 --json")).json<(Key & { notAfter: string })[]>();
    const ahead = (await org.done(["keys", "export", "payroll", "--kid", next?.kid ?? ""])).stdout;

    expect(Number(next?.notAfter.slice(0, 4))).toBe(new Date().getUTCFullYear() + 3);
    expect([await served(), `${await served(`?kid=${next?.kid}`)}`]).toEqual([before, ahead]);
    await org.done("keys rotate payroll --activate");
    expect([await served(), (await org.done("keys export payroll")).stdout]).toEqual([ahead, ahead]);
    const listed = (await org.done("keys list payroll --json=status,kid")).json<Key[]>();
    expect(listed.map(({ status }) => status)).toEqual(["RETIRED", "ACTIVE"]);
  });

  it("takes a new client secret at once, and the old one until it is deactivated", async () => {
    const errorOf = async (secret: string) => {
      const body = new URLSearchParams({ grant_type: "x", client_id: shop.id, client_secret: secret });
      const answer = await fetch(`${org.origin}/oauth2/v1/token`, { method: "POST", body });
      return ((await answer.json()) as { error: string }).error;
    };
    const old = shop.credentials.clientSecret;
    const made = (await org.done("credentials rotate shop --json")).json<{ id: string; client_secret: string }>();
    const { client_secret: fresh } = made;

    expect([await errorOf(old), await errorOf(fresh)]).toEqual(["unsupported_grant_type", "unsupported_grant_type"]);
    await org.done("credentials deactivate shop oldest");
    expect([await errorOf(old), await errorOf(fresh)]).toEqual(["invalid_client", "unsupported_grant_type"]);
    const shown = await org.done("credentials list shop --json");
    expect(shown.stdout).not.toContain(fresh);
    expect(shown.json<object[]>()[0]).toEqual({
      id: made.id,
      status: "ACTIVE",
      client_secret: `***${fresh.slice(-4)}`,
      secret_hash: expect.stringMatching(/^[\w-]{22}$/),
      created: expect.any(String),
      lastUpdated: expect.any(String),
    });
    expect((await org.done("credentials list shop --reveal --json=client_secret")).json()).toEqual([
      { client_secret: fresh },
      { client_secret: old },
    ]);
    expect((await org.done("apps show shop --reveal --json=credentials")).json()).toMatchObject({
      credentials: { clientSecret: fresh },
    });
    await org.done("credentials delete shop oldest --yes");
    expect(await errorOf(old)).toBe("invalid_client");
  });
});
