/** A test goes to the IdP, to this machine and to the sites that the app names; and to nobody else. */
import { afterEach, describe, expect, it } from "vitest";
import { createHttpAgent } from "../../src/smoke/agents/http/http-agent.js";
import { followSignIn } from "../../src/smoke/flows/flow.js";
import { reachOf } from "../../src/smoke/reach.js";
import type { App, TestSettings } from "../../src/store/apps.js";
import type { Org } from "../../src/store/orgs.js";
import { type Listening, listen } from "../peers/harness/listen.js";

const app = (redirectUri: string) =>
  ({ document: { settings: { oauthClient: { redirect_uris: [redirectUri] } } } }) as unknown as App;
const may = (url: string, redirectUri = "http://localhost:3000/cb", tests: TestSettings = {}) =>
  reachOf(app(redirectUri), tests)(new URL(url));

describe("the reach of a test", () => {
  it.each([
    "http://localhost:9/",
    "http://127.0.0.1:1/",
    "http://127.1.2.3/",
    "http://[::1]:80/",
    "http://a.localhost/",
  ])("takes in this machine: %s", (url) => expect(may(url)).toBe(true));

  it.each([
    "http://10.0.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://localhost.evil.example/",
    "http://127.0.0.1.evil.example/",
    "https://app.example.com@evil.example/",
    "http://[::ffff:10.0.0.1]/",
    "http://0.0.0.0/",
    "https://evil-example.com/",
    "https://com/",
  ])("leaves out %s", (url) => expect(may(url, "https://app.example.com/cb")).toBe(false));

  it.each(["https://app.example.com/x", "https://login.example.com/", "http://example.com/"])(
    "takes in the site of the app: %s",
    (url) => expect(may(url, "https://app.example.com/cb")).toBe(true),
  );

  it("does not take a public suffix for a site", () => {
    expect(may("https://other.github.io/", "https://shop.github.io/cb")).toBe(false);
    expect(may("https://other.co.uk/", "https://shop.co.uk/cb")).toBe(false);
  });

  it.each<TestSettings>([
    { startUrls: ["https://portal.example.org/"] },
    { userUrl: "https://portal.example.org/me" },
    { logoutUrl: "https://portal.example.org/bye" },
  ])("takes in what a flag names: %j", (tests) => {
    expect(may("https://portal.example.org/x", "http://localhost:3000/cb", tests)).toBe(true);
  });
});

describe("an agent with a reach", () => {
  const listening: Listening[] = [];
  afterEach(() => Promise.all(listening.splice(0).map(({ close }) => close())));

  /** Two servers of this machine: an app under one name, and somebody else. */
  async function scene(page: (elsewhere: string) => [status: number, headers: Record<string, string>, body: string]) {
    const asked: string[] = [];
    const elsewhere = await listen((request, response) => {
      asked.push(request.url ?? "");
      response.end("elsewhere");
    });
    const shop = await listen((_, response) => {
      const [status, headers, body] = page(elsewhere.url);
      response.writeHead(status, { "content-type": "text/html", ...headers }).end(body);
    });
    listening.push(elsewhere, shop);
    const agent = createHttpAgent({
      idpOrigin: "http://127.0.0.1:1",
      timeoutMs: 5000,
      mayVisit: ({ origin }) => origin === new URL(shop.url).origin,
    });
    return { agent, shop, elsewhere, asked };
  }

  it.each<[string, Parameters<typeof scene>[0]]>([
    ["a redirect", (to) => [302, { location: `${to}/x` }, ""]],
    ["a redirect that keeps a POST", (to) => [307, { location: `${to}/x` }, ""]],
    ["a refresh", (to) => [200, {}, `<meta http-equiv="refresh" content="0;url=${to}/x">`]],
    [
      "a form that posts itself",
      (to) => [200, {}, `<form method="post" action="${to}/x"></form><script>document.forms[0].submit()</script>`],
    ],
  ])("stops before it follows %s", async (_, page) => {
    const { agent, shop, elsewhere, asked } = await scene(page);

    const { ending } = await agent.get(shop.url);
    await agent.close();

    expect(ending).toEqual({ kind: "off-limits", url: `${elsewhere.url}/x` });
    expect(asked).toEqual([]);
  });

  it("does not follow a link or button that says sign in, and tells where it led", async () => {
    const { agent, shop, elsewhere, asked } = await scene((to) => [
      200,
      {},
      `<a href="${to}/login">Sign in</a><form method="post" action="${to}/sso"><button>SSO</button></form>`,
    ]);
    const leftOut: string[] = [];

    const visit = await agent.get(shop.url);
    const followed = await followSignIn(agent, visit, { origin: "http://127.0.0.1:1" } as Org, leftOut);
    await agent.close();

    expect(followed).toBeUndefined();
    expect(asked).toEqual([]);
    expect(leftOut).toEqual([new URL(elsewhere.url).origin, new URL(elsewhere.url).origin]);
  });
});
