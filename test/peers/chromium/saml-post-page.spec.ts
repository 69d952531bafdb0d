/** The page that posts the response, in a real browser with its policy in force. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { BrowserContext, Browser as Chromium, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodePost } from "../../../src/protocols/saml/bindings.js";
import { redirectPath, requestXml, type SamlOrg, samlOrg } from "../../idp/saml/saml-org.js";
import { chromiumIsHere, launchChromium } from "./chromium.js";

interface Received {
  method: string;
  path: string;
  origin: string | undefined;
  fields: Record<string, string>;
}

/** An SP that answers its ACS with a redirect to a third site, as apps with a front end of their own do. */
async function serviceProvider() {
  const received: Received[] = [];
  const server = createServer(
    (req, res) => void answer(req).then((page) => res.writeHead(...page.head).end(page.body)),
  );
  async function answer(req: IncomingMessage): Promise<{ head: [number, Record<string, string>]; body: string }> {
    const chunks: Buffer[] = [];
    for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
    const fields = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
    const url = new URL(req.url ?? "/", "http://sp");
    received.push({ method: req.method ?? "", path: url.pathname, origin: req.headers.origin, fields });
    if (url.pathname === "/acs") {
      const { port } = server.address() as AddressInfo;
      return { head: [303, { location: `http://other.localhost:${port}/signed-in` }], body: "" };
    }
    if (url.pathname === "/start") return { head: [200, html], body: url.searchParams.get("page") ?? "" };
    return { head: [200, html], body: "<title>the app</title>" };
  }
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return {
    received,
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
const html = { "content-type": "text/html" };

describe.skipIf(!chromiumIsHere)("in Chromium", () => {
  let chromium: Chromium;
  let sp: Awaited<ReturnType<typeof serviceProvider>>;
  let saml: SamlOrg;

  beforeAll(async () => {
    chromium = await launchChromium();
    sp = await serviceProvider();
    const acs = `${sp.origin}/acs`;
    saml = await samlOrg({ ssoAcsUrl: acs, recipient: acs, destination: acs });
  });
  afterAll(async () => {
    await chromium.close();
    await sp.close();
    await saml[Symbol.asyncDispose]();
  });

  /** A browser where Ada is signed in; what the policy forbids ends up in `complaints`. */
  async function signedIn(options: { javaScriptEnabled?: boolean } = {}): Promise<{
    context: BrowserContext;
    page: Page;
    complaints: string[];
  }> {
    sp.received.length = 0;
    const context = await chromium.newContext(options);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    await page.goto(`${saml.test.origin}/login/login.htm`);
    await page.click(`button[value="${saml.test.ada.id}"]`);
    await page.waitForURL("**/app/UserHome");
    return { context, page, complaints };
  }
  const posts = () => sp.received.filter(({ method }) => method === "POST");
  const relayState = `/a?b="c"&d=<e>'ü😀`;

  it("posts itself to the ACS, with RelayState as it was, and follows where the app leads", async () => {
    const { context, page, complaints } = await signedIn();
    await page.goto(saml.test.origin + redirectPath(saml.ssoPath, requestXml(), relayState), { waitUntil: "commit" });
    await page.waitForURL("**/signed-in");

    expect(posts()).toMatchObject([{ path: "/acs", origin: saml.test.origin }]);
    expect(posts()[0]?.fields.RelayState).toBe(relayState);
    expect(Buffer.from(posts()[0]?.fields.SAMLResponse ?? "", "base64").toString()).toContain("ada@example.com");
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("opens from the tile", async () => {
    const { context, page, complaints } = await signedIn();
    await page.click("a.tile");
    await page.waitForURL("**/signed-in");

    expect(posts()).toHaveLength(1);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("has a button that does the same without script", async () => {
    const { context, page } = await signedIn({ javaScriptEnabled: false });
    await page.goto(saml.test.origin + saml.tilePath);
    expect(posts()).toEqual([]);
    await page.click("button");
    await page.waitForURL("**/signed-in");

    expect(posts()).toHaveLength(1);
    expect(posts()[0]?.fields.RelayState).toBe("");
    await context.close();
  });

  it("finds the session after a request that another site has posted", async () => {
    const { context, page } = await signedIn();
    const form = `<form method="post" action="${saml.test.origin}${saml.ssoPath}">
      <input name="SAMLRequest" value="${encodePost(requestXml())}"><input name="RelayState" value="/r"></form>
      <script>document.forms[0].submit()</script>`;
    await page.goto(`${sp.origin}/start?page=${encodeURIComponent(form)}`, { waitUntil: "commit" });
    await page.waitForURL("**/signed-in");

    expect(posts()).toHaveLength(1);
    expect(posts()[0]?.fields.RelayState).toBe("/r");
    await context.close();
  });

  it("runs no script that came with the request, and loads nothing from elsewhere", async () => {
    const { context, page } = await signedIn({ javaScriptEnabled: true });
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    const evil = `"><script>document.title="owned"</script><img src="http://evil.example/x">`;
    await page.route("**/acs", (route) => route.abort()); // stays on the page
    const { SAMLRequest = "" } = Object.fromEntries(new URL(redirectPath("/", requestXml()), "http://x").searchParams);
    const query = new URLSearchParams({ SAMLRequest, RelayState: evil });
    await page.goto(`${saml.test.origin}${saml.ssoPath}?${query}`).catch(() => {});

    expect(asked.filter((url) => url.includes("evil.example/"))).toEqual([]);
    expect(await page.title()).not.toBe("owned");
    await context.close();
  });

  it("keeps an injected script from running: the policy is in force", async () => {
    const { context, page, complaints } = await signedIn();
    await page.route("**/acs", (route) => route.abort());
    await page.route(`**${saml.tilePath}`, async (route) => {
      const response = await route.fetch();
      const injected = '<script>document.title="owned"</script><img src="http://evil.example/x">';
      const body = (await response.text()).replace("<form", `${injected}<form`);
      await route.fulfill({ response, body: body.replace(".submit()", ".id") });
    });
    await page.goto(saml.test.origin + saml.tilePath);

    expect(await page.title()).not.toBe("owned");
    expect(complaints.join("\n")).toMatch(/script.*Content Security Policy/s);
    expect(complaints.join("\n")).toMatch(/image.*Content Security Policy/s);
    await context.close();
  });
});
