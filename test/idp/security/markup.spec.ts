/** No name, setting or parameter becomes markup: pages are read as a browser reads them, and nothing in them is of the payload's making. */
import { parse, type DefaultTreeAdapterTypes as Tree } from "parse5";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, Browser, handleOf } from "../browser.js";
import { PAYLOAD, plantedOrg } from "./planted-org.js";

type Planted = Awaited<ReturnType<typeof plantedOrg>>;
let planted: Planted;
let ada: Browser;
beforeAll(async () => {
  planted = await plantedOrg();
  ada = planted.saml.browser;
  await planted.saml.signIn();
});
afterAll(() => planted.saml[Symbol.asyncDispose]());

function* elementsOf(node: Tree.Node): Generator<Tree.Element> {
  if ("attrs" in node) yield node;
  for (const child of "childNodes" in node ? node.childNodes : []) yield* elementsOf(child);
}

const textOf = (node: Tree.Node): string =>
  "value" in node ? node.value : "childNodes" in node ? node.childNodes.map(textOf).join("") : "";

/** What of the page a payload has made. */
function madeByPayload({ text, headers }: Answer): string[] {
  const found: string[] = [];
  const policy = headers.get("content-security-policy") ?? "";
  for (const { tagName, attrs, childNodes } of elementsOf(parse(text))) {
    if (/pwned|^(img|svg|iframe|object|embed|base|template)$/.test(tagName)) found.push(`<${tagName}>`);
    for (const { name, value } of attrs) {
      if (/pwned|^on/.test(name)) found.push(`${tagName} ${name}`);
      if (/^(href|src|action|formaction)$/.test(name) && /^\s*(javascript|vbscript|data:text)/i.test(value))
        found.push(`${tagName} ${name}=${value}`);
      if (name === "style") found.push(`${tagName} style`);
    }
    if (tagName !== "script" && tagName !== "style") continue;
    const content = childNodes.map(textOf).join("");
    if (content.includes("pwned")) found.push(`${tagName}: ${content}`);
    const nonce = attrs.find(({ name }) => name === "nonce")?.value;
    const isAllowed = nonce ? policy.includes(`'nonce-${nonce}'`) : policy.includes("'sha256-");
    if (!isAllowed) found.push(`${tagName} that the policy does not allow`);
  }
  return found;
}

const isText = ({ text }: Answer) => /pwned\(\)/.test(text);

describe("a payload in every name", () => {
  it("is text on every page, and on every page it is", async () => {
    for (const { title, path, signedIn } of planted.pages) {
      const page = await (signedIn ? ada : new Browser(planted.saml.test.origin)).get(path);

      expect(page.location, title).toBe("");
      expect(page.headers.get("content-type"), title).toBe("text/html; charset=utf-8");
      expect(madeByPayload(page), title).toEqual([]);
      expect(isText(page), `${title} shows a name`).toBe(true);
    }
    expect(planted.saml.test.defects).toEqual([]);
  });

  it("is text on the page of a failed sign-in", async () => {
    const browser = new Browser(planted.saml.test.origin);
    const handle = handleOf(await browser.get("/login/login.htm"));

    const page = await browser.post("/login/login.htm", { handle, username: PAYLOAD, password: PAYLOAD });

    expect(page.status).toBe(401);
    expect(madeByPayload(page)).toEqual([]);
    expect(isText(page)).toBe(true);
  });

  it("is seen by the test where it does become markup", () => {
    const headers = new Headers({ "content-security-policy": "script-src 'nonce-n'" });
    const page = { status: 200, headers, location: "", text: `<title>${PAYLOAD}</title>` };

    expect(madeByPayload(page).length).toBeGreaterThan(5);
  });

  it("is nothing but a value in the answers for programs", async () => {
    for (const { path, signedIn } of planted.pages) {
      const answer = await (signedIn ? ada : new Browser(planted.saml.test.origin)).get(path, {
        accept: "application/json",
      });
      const type = answer.headers.get("content-type") ?? "";
      if (type.startsWith("application/json")) expect(() => JSON.parse(answer.text)).not.toThrow();
      else expect(type, path).toMatch(/^text\/html; charset=utf-8$/);
    }
  });
});
