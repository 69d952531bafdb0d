import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FreshOrg, normalized, usedOrg } from "./built-cli.js";

describe("appint apps", () => {
  let org: FreshOrg;
  let secret: string;
  beforeEach(async () => {
    org = await usedOrg();
    const made = await org.done("create oidc --name Shop --redirect-uri http://localhost:3000/callback --json");
    secret = made.json<{ credentials: { clientSecret: string } }>().credentials.clientSecret;
  });
  afterEach(() => org[Symbol.asyncDispose]());

  const written = async (words: string) => {
    const { status, stdout, stderr } = await org.appint(words);
    return { status, stdout: normalized(stdout, { [org.origin]: "<origin>", [secret]: "<secret>" }), stderr };
  };

  it("list shows each app once, in order of what is typed for it", async () => {
    await org.done("create saml --name Payroll --acs-url http://localhost:3000/acs --audience urn:payroll --json");
    await org.done("apps deactivate shop");

    expect(await written("apps list")).toEqual({
      status: 0,
      stdout: `APP      NAME     SIGN-ON         STATUS    ID
payroll  Payroll  SAML_2_0        ACTIVE    <0oa id>
shop     Shop     OPENID_CONNECT  INACTIVE  <0oa id>
`,
      stderr: "",
    });
    expect((await org.done("apps list --json")).json<object[]>().map((app) => Object.keys(app))).toEqual(
      Array(2).fill(["id", "slug", "label", "signOnMode", "status", "created", "lastUpdated"]),
    );
    expect((await org.done("apps list --json=slug,status")).stdout).toBe(
      '[{"slug":"payroll","status":"ACTIVE"},{"slug":"shop","status":"INACTIVE"}]\n',
    );
  });

  it("list goes on behind the last app of the page before", async () => {
    await org.done("create oidc --name Again --redirect-uri http://localhost/cb --json");

    expect(await written("apps list --limit 1 --json=slug")).toEqual({
      status: 0,
      stdout: '[{"slug":"again"}]\n',
      stderr: "More: appint apps list --after again\n",
    });
    expect((await written("apps list --after again --json=slug")).stdout).toBe('[{"slug":"shop"}]\n');
  });

  it("show keeps the secret to itself and says how to see it", async () => {
    expect(await written("apps show shop")).toEqual({
      status: 0,
      stdout: `Shop (shop, <0oa id>)   OIDC - OpenID Connect · active

  Settings
    App integration name                 Shop
    Application type                     web
    Sign-in redirect URIs                http://localhost:3000/callback
    Client authentication                client_secret_basic
    Require PKCE                         no
    Grant types                          authorization_code
    Require proof of possession (DPoP)   no
    Application username format          okta-username
    User consent                         trusted

  Worth a look
    · Sign-in redirect URIs http://localhost:3000/callback: only browsers on this machine reach it; a real org needs the app's public address
    · Require PKCE no: an authorize request without a code challenge is answered, so a code that leaks can be redeemed with the secret alone
        appint apps edit shop --pkce

  For your app
    Issuer          <origin>
    Discovery       <origin>/.well-known/openid-configuration
    Custom issuer   <origin>/oauth2/default
    Client ID       <0oa id>
    Redirect URI    http://localhost:3000/callback

  Assigned to nobody
  Next:  appint assign shop --user <login>
`,
      stderr: "    The client secret is kept sealed; see it: appint apps show shop --reveal\n",
    });
    expect((await written("apps show shop --json")).stdout).not.toContain("<secret>");
    expect((await written("apps show shop --reveal")).stdout).toContain("Client secret   <secret>\n");
    const revealed = (await org.done("apps show shop --reveal --json=credentials")).json<{
      credentials: { clientSecret: string };
    }>();
    expect(revealed.credentials.clientSecret).toBe(secret);
  });

  it("show finds an app by id, slug, name and whatever capitals", async () => {
    const { id } = (await org.done("apps show shop --json=id")).json();
    for (const typed of [String(id), "shop", "Shop", "SHOP"])
      expect((await org.done(["apps", "show", typed, "--json=id"])).json().id).toBe(id);
  });

  it("edit prints what changed and keeps the rest", async () => {
    expect(
      await written(
        "apps edit shop --name Store --redirect-uri http://localhost:8080/cb --user-url http://localhost:8080/me",
      ),
    ).toEqual({
      status: 0,
      stdout: `  - App integration name: Shop
  + App integration name: Store
  - Sign-in redirect URIs: http://localhost:3000/callback
  + Sign-in redirect URIs: http://localhost:8080/cb
  + Page that shows who is signed in: http://localhost:8080/me
✔ Store changed
  Next:  appint test-sso shop
`,
      stderr: "",
    });
    const { label, slug, settings, tests } = (await org.done("apps show shop --json")).json<{
      label: string;
      slug: string;
      settings: { oauthClient: Record<string, unknown> };
      tests: object;
    }>();
    expect({ label, slug, tests }).toEqual({
      label: "Store",
      slug: "shop",
      tests: { userUrl: "http://localhost:8080/me" },
    });
    expect(settings.oauthClient).toMatchObject({
      redirect_uris: ["http://localhost:8080/cb"],
      response_types: ["code"],
    });
  });

  it("edit takes a setting away with --unset", async () => {
    await org.done("apps edit shop --user-url http://localhost/me --initiate-login-uri http://localhost/login --json");

    await org.done("apps edit shop --unset user-url --unset initiate-login-uri --json");

    const { tests, settings, visibility } = (await org.done("apps show shop --json")).json<{
      tests: object;
      settings: { oauthClient: object };
      visibility: { hide: object };
    }>();
    expect({ tests, hide: visibility.hide }).toEqual({ tests: {}, hide: { iOS: true, web: true } });
    expect(settings.oauthClient).toMatchObject({ initiate_login_uri: null, idp_initiated_login: { mode: "DISABLED" } });
  });

  it("edit of what is there already changes and logs nothing", async () => {
    const before = (await org.done("logs --json=uuid")).stdout;

    expect((await written("apps edit shop --name Shop")).stdout).toContain("✔ Shop had these settings already\n");

    expect((await org.done("logs --json=uuid")).stdout).toBe(before);
  });

  it("edit makes the secret that an app begins to need", async () => {
    await org.done("create oidc --name Public --redirect-uri http://localhost/cb --auth-method none --json");

    const { stdout } = await org.done("apps edit public --auth-method client_secret_basic --no-pkce");

    const made = /\+ Client secret: ([\w-]{64})\n/.exec(stdout)?.[1];
    expect(made).toBeDefined();
    expect((await org.done("apps show public --reveal")).stdout).toContain(made);
  });

  it("deactivate and activate change the status, and only that", async () => {
    expect((await org.done("apps deactivate shop --json")).json()).toEqual({
      id: expect.stringMatching(/^0oa/),
      slug: "shop",
      label: "Shop",
      status: "INACTIVE",
    });
    expect(await written("apps deactivate shop")).toEqual({
      status: 4,
      stdout: "",
      stderr: `✖ Shop is inactive already
    cause   there is nothing to change
    fix     appint apps show shop
`,
    });
    expect(await written("apps activate shop")).toEqual({
      status: 0,
      stdout: "✔ Shop is active\n  Next:  appint test-sso shop\n",
      stderr: "",
    });
    expect((await org.done("apps show shop --json=settings")).stdout).toContain("http://localhost:3000/callback");
  });
});
