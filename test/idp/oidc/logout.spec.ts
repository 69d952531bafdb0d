import * as client from "openid-client";
import { describe, expect, it } from "vitest";
import { Browser } from "../browser.js";
import { freshOrg, type TestOrg } from "../org.js";
import { begin, relyingParty, signInAs } from "../relying-party.js";

const bye = "http://localhost:3000/bye";
const partyOf = (test: TestOrg) => relyingParty(test.origin, test.app.id, client.ClientSecretBasic(test.secret));

async function signedIn(test: TestOrg) {
  const config = await partyOf(test);
  const browser = new Browser(test.origin);
  const { id_token = "" } = await signInAs(browser, config, test.ada.id);
  const isSignedIn = async () => {
    const silent = await browser.get((await begin(config, { prompt: "none" })).url);
    return silent.location.includes("code=");
  };
  const logout = (fields: Record<string, string>) => browser.get(`/oauth2/v1/logout?${new URLSearchParams(fields)}`);
  return { config, browser, id_token, isSignedIn, logout };
}

describe("logout that an app begins", () => {
  it("ends the session and gives the browser back with its state", async () => {
    await using test = await freshOrg();
    const { config, browser, id_token, isSignedIn } = await signedIn(test);
    const url = client.buildEndSessionUrl(config, {
      id_token_hint: id_token,
      post_logout_redirect_uri: bye,
      state: "x y",
    });

    const back = await browser.get(url.href);

    expect(back.status).toBe(302);
    expect(back.location).toBe(`${bye}?state=x+y`);
    expect(await isSignedIn()).toBe(false);
    expect((await test.events()).map(({ eventType }) => eventType)).toContain("user.session.end");
  });

  it("ends at the sign-in page where no address is given", async () => {
    await using test = await freshOrg();
    const { id_token, logout, isSignedIn } = await signedIn(test);

    expect((await logout({ id_token_hint: id_token })).location).toMatch(/^\/login\/login\.htm\?/);
    expect(await isSignedIn()).toBe(false);
  });

  it.each([
    ["another path", "http://localhost:3000/other"],
    ["a slash more", `${bye}/`],
    ["a relative address", "/bye"],
    ["somebody else", "https://evil.example/"],
    ["a script", "javascript:alert(1)"],
  ])("refuses an address that is not registered (%s), and nobody is signed out", async (_name, address) => {
    await using test = await freshOrg();
    const { id_token, logout, isSignedIn } = await signedIn(test);

    const page = await logout({ id_token_hint: id_token, post_logout_redirect_uri: address });

    expect(page.status).toBe(400);
    expect(page.location).toBe("");
    expect(page.text).toContain("must be a Logout redirect URI in the client app settings");
    expect(page.text).toContain("appint apps edit app-1 --post-logout-redirect-uri");
    expect(await isSignedIn()).toBe(true);
  });

  it("refuses a hint that is missing, forged or of another kind", async () => {
    await using test = await freshOrg();
    const { id_token, logout, isSignedIn } = await signedIn(test);
    const [head, body] = id_token.split(".");

    for (const hint of [{}, { id_token_hint: "x" }, { id_token_hint: `${head}.${body}.AAAA` }]) {
      expect((await logout({ ...hint, post_logout_redirect_uri: bye } as Record<string, string>)).status).toBe(400);
    }
    expect(await isSignedIn()).toBe(true);
  });

  it("ends nobody else's session", async () => {
    await using test = await freshOrg();
    const { id_token } = await signedIn(test);
    const bobs = new Browser(test.origin);
    await bobs.signIn(await bobs.go("/app/UserHome"), { user: test.bob.id });

    const query = new URLSearchParams({ id_token_hint: id_token, post_logout_redirect_uri: bye });
    expect((await bobs.get(`/oauth2/v1/logout?${query}`)).location).toBe(bye);

    expect((await bobs.get("/app/UserHome")).text).toContain("bob@example.com");
  });

  it("may come by POST", async () => {
    await using test = await freshOrg();
    const { browser, id_token, isSignedIn } = await signedIn(test);

    const answer = await browser.post("/oauth2/v1/logout", { id_token_hint: id_token, post_logout_redirect_uri: bye });

    expect(answer.status).toBe(303);
    expect((await browser.get(answer.location)).location).toBe(bye);
    expect(await isSignedIn()).toBe(false);
  });
});
