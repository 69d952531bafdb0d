/** What the other side needs as variables: `--env` of create and apps show, `--env-map`. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FreshOrg, freshOrg, normalized, type Result } from "./built-cli.js";

const REDIRECT = ["--redirect-uri", "http://localhost:3000/callback"];

describe("the environment of an app", () => {
  let org: FreshOrg;
  let shop: Result;
  let open: Result;
  beforeAll(async () => {
    org = await freshOrg();
    shop = await org.done(["create", "oidc", "--name", "Shop", ...REDIRECT, "--env"]);
    open = await org.done(["create", "oidc", "--name", "Open", "--auth-method", "none", ...REDIRECT, "--env"]);
  });
  afterAll(() => org[Symbol.asyncDispose]());

  it("is all that create --env writes to stdout, the new secret in clear; the rest goes to stderr", async () => {
    const { stdout, stderr } = shop;
    const { credentials } = (await org.done("apps show shop --reveal --json=id,credentials")).json<{
      credentials: { clientId: string; clientSecret: string };
    }>();

    expect(stdout).toBe(
      [
        `OIDC_ISSUER=${org.origin}`,
        `OIDC_CLIENT_ID=${credentials.clientId}`,
        `OIDC_CLIENT_SECRET=${credentials.clientSecret}`,
        "OIDC_REDIRECT_URI=http://localhost:3000/callback",
        "",
      ].join("\n"),
    );
    const told = normalized(stderr);
    expect(told).toContain("Shop created (<0oa id>)   OIDC - OpenID Connect · active · assigned to nobody yet\n");
    expect(told).toContain("  appint test-sso shop\n");
    expect(stderr).not.toContain(credentials.clientSecret);

    const sealed = await org.done("apps show shop --env");
    expect(sealed.stdout).toContain(
      "\n# OIDC_CLIENT_SECRET is kept sealed; to see it: appint apps show shop --env --reveal\n",
    );
    expect(sealed.stdout + sealed.stderr).not.toContain(credentials.clientSecret);
    expect(await org.done("apps show shop --env --reveal")).toMatchObject({ stdout, stderr: "" });
  });

  it("of a SAML app has the certificate of several lines, and of a public client no line for a secret", async () => {
    const saml = ["create", "saml", "--name", "Payroll", "--acs-url", "http://localhost:3000/acs", "--audience"];
    const variables = parseEnv((await org.done([...saml, "urn:it's payroll", "--env", "--quiet"])).stdout);
    const { signOn } = (await org.done("apps show payroll --json=signOn")).json<{
      signOn: { metadataUrl: string; issuer: string; signOnUrl: string; certificates: { pem: string }[] };
    }>();
    expect(variables).toEqual({
      SAML_METADATA_URL: signOn.metadataUrl,
      SAML_ENTRY_POINT: signOn.signOnUrl,
      SAML_IDP_ISSUER: signOn.issuer,
      SAML_SP_ENTITY_ID: "urn:it's payroll",
      SAML_ACS_URL: "http://localhost:3000/acs",
      SAML_IDP_CERT: signOn.certificates[0]?.pem.trim(),
    });

    expect(open.stdout).toContain("OIDC_CLIENT_ID=");
    expect(open.stdout).not.toMatch(/SECRET/);
  });

  it("is never half JSON: --env with --json is refused, and nothing is made", async () => {
    const { problem, status, stdout } = await org.appint([
      ...["create", "oidc", "--name", "Twice", ...REDIRECT, "--env", "--json"],
    ]);
    expect({ status, stdout, code: problem().code }).toEqual({ status: 2, stdout: "", code: "ENV_WITH_JSON" });
    expect((await org.appint("apps show twice")).status).toBe(3);
    expect((await org.appint("apps show shop --env --json")).problem().code).toBe("ENV_WITH_JSON");
  });

  it("follows --env-map, which is kept with the app, shown, and taken away again", async () => {
    const map = ["--env-map", "OIDC_ISSUER=AUTH_URL", "--env-map", "OIDC_ISSUER=AUTH_ISSUER"];
    const edited = await org.done(["apps", "edit", "open", ...map, "--json=tests"]);
    expect(edited.json()).toEqual({
      tests: {
        envMap: [
          { name: "OIDC_ISSUER", variable: "AUTH_URL" },
          { name: "OIDC_ISSUER", variable: "AUTH_ISSUER" },
        ],
      },
    });
    const { OIDC_CLIENT_ID, ...others } = parseEnv((await org.done("apps show open --env")).stdout);
    expect(others).toEqual({
      AUTH_URL: org.origin,
      AUTH_ISSUER: org.origin,
      OIDC_REDIRECT_URI: "http://localhost:3000/callback",
    });
    expect((await org.done("apps show open")).stdout).toContain("OIDC_ISSUER=AUTH_URL, OIDC_ISSUER=AUTH_ISSUER\n");

    await org.done("assign open --user ada@example.com");
    const note = join(org.folder, "handed");
    const test = ["test-sso", "open", "--exec", `env > ${note}; exit 1`, "--wait-on", "http://127.0.0.1:9/"];
    const env = { APPINT_PASSPHRASE: "a passphrase of an org's file" };
    expect((await org.appint([...test, "--env-map", "OIDC_CLIENT_ID=ID"], { env })).status).toBe(5);
    const handed = (await readFile(note, "utf8")).split("\n");
    expect(handed).toEqual(expect.arrayContaining([`ID=${OIDC_CLIENT_ID}`, `OIDC_ISSUER=${org.origin}`]));
    expect(
      handed.filter((line) => /^(OIDC_CLIENT_ID|AUTH_URL|APPINT_PASSPHRASE|APPINT_SECRET_KEY)=/.test(line)),
    ).toEqual([]);

    await org.done("apps edit open --unset env-map");
    expect((await org.done("apps show open --env")).stdout).toContain("OIDC_ISSUER=");
  });

  it("has no name that apps of its kind do not have", async () => {
    const { problem, status, stdout } = await org.appint("apps edit shop --env-map OIDC_ISUER=URL --json");
    expect({ status, stdout, code: problem().code }).toEqual({ status: 2, stdout: "", code: "UNKNOWN_ENV_NAME" });
    expect(problem().fix).toBe("--env-map OIDC_ISSUER=URL");
  });

  it("lists the names that can be mapped in the help of test-sso, and takes no map where nothing is started", async () => {
    const help = (await org.done("test-sso --help")).stdout.replace(/\s+/g, " ");
    expect(help).toContain("oidc has OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_REDIRECT_URI; saml has");
    const refused = await org.appint("test-sso open --env-map OIDC_ISSUER=URL --json");
    expect({ status: refused.status, code: refused.problem().code }).toEqual({
      status: 2,
      code: "ENV_MAP_WITHOUT_EXEC",
    });
  });
});
