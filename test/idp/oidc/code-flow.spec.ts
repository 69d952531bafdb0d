import * as client from "openid-client";
import { describe, expect, it } from "vitest";
import { Browser } from "../browser.js";
import { freshOrg } from "../org.js";
import { relyingParty, signInAs } from "../relying-party.js";

describe("the code flow with a real relying party", () => {
  it.each([
    ["client_secret_basic", (secret: string) => client.ClientSecretBasic(secret)],
    ["client_secret_post", (secret: string) => client.ClientSecretPost(secret)],
    ["none", () => client.None()],
  ])("signs in with %s", async (method, authentication) => {
    await using test = await freshOrg({ token_endpoint_auth_method: method });
    const config = await relyingParty(test.origin, test.app.id, authentication(test.secret));
    const browser = new Browser(test.origin);

    const tokens = await signInAs(browser, config, test.ada.id);

    const claims = tokens.claims();
    expect(claims).toMatchObject({
      iss: test.origin,
      sub: test.ada.id,
      aud: test.app.id,
      ver: 1,
      idp: test.org.id,
      amr: ["pwd"],
      name: "Ada Lovelace",
      preferred_username: "ada@example.com",
      email: "ada@example.com",
    });
    expect(test.defects).toEqual([]);
  });
});
