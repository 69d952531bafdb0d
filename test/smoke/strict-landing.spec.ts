import { afterEach, describe, expect, it } from "vitest";
import { createHttpAgent } from "../../src/smoke/agents/http/http-agent.js";
import { landsAsStranger } from "../../src/smoke/strict-landing.js";
import type { User } from "../../src/store/users.js";
import { type Listening, listen } from "../peers/harness/listen.js";

const user = { login: "ada@example.com", email: "ada@example.com", firstName: "Ada", lastName: "Lovelace" } as User;

describe("a landing after the IdP's answer", () => {
  const listening: Listening[] = [];
  afterEach(() => Promise.all(listening.splice(0).map(({ close }) => close())));

  /** Posts the IdP's answer to an app whose ACS sets a session cookie and goes to a page that greets by it. */
  async function landed(sameSite: string, greet: (signedIn: boolean) => string): Promise<string | undefined> {
    const idp = await listen((_, response) => response.end("idp"), 0, "127.0.0.1");
    const app = await listen((request, response) => {
      if (request.method === "POST") {
        response.writeHead(303, { location: "/", "set-cookie": `sid=1; Path=/; SameSite=${sameSite}` }).end();
        return;
      }
      response.writeHead(200, { "content-type": "text/html" });
      response.end(`<p>${greet((request.headers.cookie ?? "").includes("sid=1"))}</p>`);
    });
    listening.push(idp, app);
    const [agent, stranger] = [createHttpAgent({ idpOrigin: idp.url }), createHttpAgent({ idpOrigin: idp.url })];
    try {
      const visit = await agent.post(`${app.url}/acs`, [["SAMLResponse", "x"]]);
      return await landsAsStranger({ user, username: user.login, idpOrigin: idp.url }, { agent, stranger, visit });
    } finally {
      await agent.close();
      await stranger.close();
    }
  }

  const named = (signedIn: boolean) => (signedIn ? "Hello ada@example.com" : "Log in");

  it("is a stranger's when the session cookie is Strict, though the session is there", async () => {
    expect(await landed("Strict", named)).toMatch(/^\/ is shown as to a stranger .*: sid stayed behind$/);
  });

  it("is a stranger's also where the page names nobody, but changes with the cookie", async () => {
    expect(await landed("Strict", (signedIn) => (signedIn ? "Your travels" : "Log in"))).toMatch(/stayed behind$/);
  });

  it("is the person's when the cookie is Lax", async () => {
    expect(await landed("Lax", named)).toBeUndefined();
  });

  it("is the person's when the page does not care for the Strict cookie", async () => {
    expect(await landed("Strict", () => "Welcome")).toBeUndefined();
  });

  it("is not judged where the page is another one at every request", async () => {
    let request = 0;
    expect(await landed("Strict", () => `Page ${request++}`)).toBeUndefined();
  });
});
