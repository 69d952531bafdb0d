import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { createHttpAgent } from "../../../src/smoke/agents/http/http-agent.js";
import { followSignIn } from "../../../src/smoke/flows/flow.js";
import type { Org } from "../../../src/store/orgs.js";
import { type Listening, listen } from "../../peers/harness/listen.js";

describe("the way from a page of the app to the IdP", () => {
  const listening: Listening[] = [];
  afterEach(() => Promise.all(listening.splice(0).map(({ close }) => close())));

  /** Looks for a way on the page; /sso leads to the IdP, every other address shows the page again. */
  async function followed(page: string): Promise<{ arrived: boolean; requests: string[] }> {
    const requests: string[] = [];
    const idp = await listen((_request, response) => response.end("<title>Sign in</title>"), 0, "127.0.0.1");
    const app = await listen((request: IncomingMessage, response: ServerResponse) => {
      requests.push(`${request.method} ${request.url}`);
      if (request.url === "/sso") response.writeHead(303, { location: `${idp.url}/authorize` }).end();
      else response.writeHead(200, { "content-type": "text/html" }).end(`<!doctype html>${page}`);
    });
    listening.push(idp, app);
    const agent = createHttpAgent({ idpOrigin: idp.url, timeoutMs: 5000 });
    try {
      const visit = await agent.get(app.url);
      const next = await followSignIn(agent, visit, { origin: idp.url } as Org);
      return { arrived: next?.page.title === "Sign in", requests: requests.slice(1) };
    } finally {
      await agent.close();
    }
  }

  const password = '<input name="login"><input type="password" name="password"><button>Log in</button>';

  it.each([
    ["a link", '<a href="/sso">Continue</a>', "GET /sso"],
    ["a link by its text", '<a href="/sso?">x</a><a href="/sso">Sign in</a>', "GET /sso"],
    ["a form of one button", '<form method="post" action="/sso"><button>Continue</button></form>', "POST /sso"],
    [
      "a form of one button and a hidden token",
      '<form method="post" action="/sso"><input type="hidden" name="csrf" value="1"><button>SSO</button></form>',
      "POST /sso",
    ],
    [
      "a button beside the password form",
      `<form method="post" action="/login">${password}</form><form action="/sso" method="post"><button>SSO</button></form>`,
      "POST /sso",
    ],
    [
      "a button in the password form that leads elsewhere",
      `<form method="post" action="/login">${password}<button formaction="/sso">Sign in with SSO</button></form>`,
      "POST /sso",
    ],
  ])("is %s", async (_title, page, request) => {
    const { arrived, requests } = await followed(page);
    expect(arrived).toBe(true);
    expect(requests.at(-1)).toBe(request);
  });

  it.each([
    ["a password form", `<form method="post" action="/login">${password}</form>`],
    ["a form that does something else", '<form method="post" action="/delete"><button>Delete all</button></form>'],
    ["a form without an address", '<form action="mailto:a@example.com"><button>Sign in</button></form>'],
    ["a link to something else", '<a href="/imprint">Imprint</a>'],
  ])("is not %s, and nothing is sent there", async (_title, page) => {
    expect(await followed(page)).toEqual({ arrived: false, requests: [] });
  });

  it("is given up after a few that lead nowhere", async () => {
    const { arrived, requests } = await followed('<a href="/login">Sign in</a>'.repeat(9));
    expect(arrived).toBe(false);
    expect(requests).toHaveLength(4);
  });
});
