import { generateKeyPairSync } from "node:crypto";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createServer as createTcpServer } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { selfSignedCertificate } from "../../../../src/crypto/certificate.js";
import type { Agent } from "../../../../src/smoke/agents/agent.js";
import { createHttpAgent, type HttpAgentOptions } from "../../../../src/smoke/agents/http/http-agent.js";
import { html, redirect, startServer } from "../server.js";

const open: Agent[] = [];
const agentOf = (options: Partial<HttpAgentOptions> = {}): Agent => {
  const agent = createHttpAgent({ idpOrigin: "http://127.0.0.1:1", timeoutMs: 2_000, ...options });
  open.push(agent);
  return agent;
};
afterEach(async () => {
  for (const agent of open.splice(0)) await agent.close();
});

const post = (action: string, field = "x") =>
  `<body onload="document.forms[0].submit()"><form method="post" action="${action}"><input type="hidden" name="SAMLResponse" value="${field}"></form>`;

describe("redirects", () => {
  it.each([
    [301, "GET", ""],
    [302, "GET", ""],
    [303, "GET", ""],
    [307, "POST", "a=1"],
    [308, "POST", "a=1"],
  ])("%i after a POST becomes a %s", async (status, method, body) => {
    await using app = await startServer({ "/from": redirect(status, "/to"), "/to": html("there") });

    const visit = await agentOf().post(`${app.origin}/from`, [["a", "1"]]);

    expect(visit.ending).toEqual({ kind: "page" });
    expect(app.received.at(-1)).toMatchObject({ method, body, path: "/to" });
    expect(app.received.at(-1)?.headers["content-type"]).toBe(body ? "application/x-www-form-urlencoded" : undefined);
  });

  it.each([
    ["300", redirect(300, "/to")],
    ["304", redirect(304, "/to")],
    [
      "302 without Location",
      (_: unknown, response: import("node:http").ServerResponse) => void response.writeHead(302).end("x"),
    ],
    ["200 with Location", html("here", { location: "/to" })],
  ])("%s is not followed", async (_, handler) => {
    await using app = await startServer({ "/from": handler as never, "/to": html("there") });

    const visit = await agentOf().get(`${app.origin}/from`);

    expect(visit).toMatchObject({ ending: { kind: "page" }, hops: [{ request: { method: "GET" } }] });
    expect(visit.hops).toHaveLength(1);
  });

  it.each(["com.example.app:/callback?code=1", "javascript:alert(1)", "http://[", "about:blank"])(
    "to %s ends the visit",
    async (location) => {
      await using app = await startServer({ "*": redirect(302, location) });

      const visit = await agentOf().get(app.origin);

      expect(visit.ending).toEqual({ kind: "not-http", url: location });
      expect(visit.page.status).toBe(302);
    },
  );

  it("keep the fragment unless the new address has one", async () => {
    await using app = await startServer({ "/a": redirect(302, "/b"), "/b": redirect(302, "/c#new"), "/c": html("c") });
    const agent = agentOf();

    expect((await agent.get(`${app.origin}/b#old`)).page.url).toBe(`${app.origin}/c#new`);
    await using other = await startServer({ "/a": redirect(302, "/b"), "/b": html("b") });
    expect((await agent.get(`${other.origin}/a#code=1`)).page.url).toBe(`${other.origin}/b#code=1`);
  });

  it("in a circle end as a loop", async () => {
    await using app = await startServer({ "/a": redirect(302, "/b"), "/b": redirect(302, "/a") });

    const visit = await agentOf().get(`${app.origin}/a`);

    expect(visit.ending).toEqual({ kind: "loop", url: `${app.origin}/a` });
    expect(visit.hops).toHaveLength(4);
  });

  it("without end end at the limit, also when each one is new", async () => {
    let n = 0;
    await using app = await startServer({
      "*": (_, response) => void response.writeHead(302, { location: `/${n++}` }).end(),
    });

    const visit = await agentOf({ maxHops: 7 }).get(`${app.origin}/start`);

    expect(visit.ending).toEqual({ kind: "too-many-hops", url: `${app.origin}/6`, limit: 7 });
    expect(app.received).toHaveLength(7);
  });

  it("to the same page are no loop while a cookie makes them differ", async () => {
    await using app = await startServer({
      "/": ({ headers }, response) => {
        const count = Number(/n=(\d+)/.exec(headers.cookie ?? "")?.[1] ?? 0);
        if (count >= 5) return html("done")({} as never, response);
        response.writeHead(302, { location: "/", "set-cookie": `n=${count + 1}` }).end();
      },
    });

    expect((await agentOf().get(`${app.origin}/`)).page.text).toBe("done");
  });
});

describe("pages that go on by themselves", () => {
  it("a form that submits itself is followed, as a request of its page", async () => {
    await using app = await startServer({ "/acs": redirect(303, "/home"), "/home": html("in") });
    await using idp = await startServer({ "/sso": html(post(`${app.origin}/acs`)) }, "127.0.0.1");

    const visit = await agentOf({ idpOrigin: idp.origin }).get(`${idp.origin}/sso`);

    expect(visit.page).toMatchObject({ text: "in", url: `${app.origin}/home` });
    expect(visit.hops.map(({ request }) => [request.method, request.cause, request.crossSite])).toEqual([
      ["GET", "typed", false],
      ["POST", "auto-submit", true],
      ["GET", "redirect", true],
    ]);
    expect(visit.hops[1]?.request.fields).toEqual([["SAMLResponse", "x"]]);
    expect(app.received[0]?.headers).toMatchObject({
      origin: idp.origin,
      referer: `${idp.origin}/`,
      "sec-fetch-site": "cross-site",
    });
  });

  it("a page that posts to itself for ever ends as a loop", async () => {
    await using app = await startServer({ "*": html(post("")) });

    expect((await agentOf().get(app.origin)).ending).toMatchObject({ kind: "loop" });
  });

  it("a refresh after a few seconds is followed at once, a later one is not", async () => {
    await using app = await startServer({
      "/soon": html(`<meta http-equiv="refresh" content="3;url=/end">`),
      "/later": html(`<meta http-equiv="refresh" content="60;url=/end">later`),
      "/end": html("end"),
    });
    const agent = agentOf();
    const started = performance.now();

    expect((await agent.get(`${app.origin}/soon`)).page.text).toBe("end");
    expect((await agent.get(`${app.origin}/later`)).page.text).toBe("later");
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it("two pages that refresh to each other end as a loop", async () => {
    const to = (path: string) => html(`<meta http-equiv="refresh" content="0;url=${path}">`);
    await using app = await startServer({ "/a": to("/b"), "/b": to("/a") });

    expect((await agentOf().get(`${app.origin}/a`)).ending).toMatchObject({ kind: "loop" });
  });
});

describe("stopping and going on", () => {
  it("stops before the request, which then has not been made, and goes on with it changed", async () => {
    await using app = await startServer({ "/acs": html("in") });
    await using idp = await startServer({ "/sso": html(post(`${app.origin}/acs`, "good")) }, "127.0.0.1");
    const agent = agentOf({ idpOrigin: idp.origin });

    const stopped = await agent.get(`${idp.origin}/sso`, { stopAt: ({ method }) => method === "POST" });
    expect(stopped).toMatchObject({
      ending: { kind: "stopped", request: { url: `${app.origin}/acs` } },
      page: { url: `${idp.origin}/sso` },
    });
    expect(app.received).toEqual([]);

    const visit = await agent.resume(stopped, {
      change: (request) => ({ ...request, fields: [["SAMLResponse", "bad"]] }),
      stopAt: () => true, // not asked about the request that it stopped at
    });
    expect(app.received).toMatchObject([{ method: "POST", body: "SAMLResponse=bad" }]);
    expect(visit.page.text).toBe("in");
  });

  it("stops before a redirect with the redirect's answer as the page", async () => {
    await using app = await startServer({ "/a": redirect(302, "/b", { "set-cookie": "a=1" }) });

    const visit = await agentOf().get(`${app.origin}/a`, { stopAt: ({ url }) => url.endsWith("/b") });

    expect(visit.page).toMatchObject({ status: 302, url: `${app.origin}/a` });
    expect(visit.hops).toHaveLength(1);
  });

  it("judges a changed address anew", async () => {
    await using app = await startServer({ "*": html("x") });
    const agent = agentOf();
    await agent.get(`${app.origin}/`);
    const stopped = await agent.follow("/same", { stopAt: () => true });

    const change = (request: import("../../../../src/smoke/agents/agent.js").PendingRequest) => ({
      ...request,
      url: app.origin.replace("localhost", "127.0.0.1"),
    });
    const visit = await agent.resume(stopped, { change });

    expect(visit.hops[0]?.request.crossSite).toBe(true);
  });

  it("does not go on with a visit that had ended", async () => {
    await using app = await startServer({ "*": html("x") });
    const agent = agentOf();

    await expect(agent.resume(await agent.get(app.origin))).rejects.toThrow(TypeError);
  });
});

describe("forms and links", () => {
  it("fills and submits with the page as the initiator", async () => {
    await using app = await startServer({
      "/": html(
        `<form method="post" action="/in"><input name="username"><input type="hidden" name="csrf" value="t"><button name="go" value="1">Go</button></form>`,
      ),
      "/in": html("in"),
    });
    const agent = agentOf();
    const { page } = await agent.get(app.origin);

    const visit = await agent.submit(page.forms[0] as never, { username: "ada" });

    expect(visit.page.text).toBe("in");
    expect(app.received[1]).toMatchObject({
      body: "username=ada&csrf=t&go=1",
      headers: { origin: app.origin, "sec-fetch-site": "same-origin" },
    });
  });

  it("a button's own action counts, a form that leads nowhere is a mistake of the caller", async () => {
    await using app = await startServer({
      "/": html(
        `<form action="/a"><button formaction="/b" formmethod="post">b</button></form><form action="javascript:x()"></form>`,
      ),
      "/b": html("b"),
    });
    const agent = agentOf();
    const { forms } = (await agent.get(app.origin)).page;

    expect((await agent.submit(forms[0] as never)).hops[0]?.request).toMatchObject({
      method: "POST",
      url: `${app.origin}/b`,
    });
    await expect(agent.submit(forms[1] as never)).rejects.toThrow(TypeError);
  });

  it("a link of another site's page makes a cross-site request, a typed address does not", async () => {
    await using app = await startServer({ "*": html("x", { "set-cookie": "s=1; SameSite=Strict" }) });
    await using idp = await startServer({ "*": html("tile") }, "127.0.0.1");
    const agent = agentOf({ idpOrigin: idp.origin });
    await agent.get(app.origin);
    await agent.get(idp.origin);

    const linked = await agent.follow(`${app.origin}/`);
    const typed = await agent.get(app.origin);

    expect(linked.hops[0]).toMatchObject({
      request: { crossSite: true, cookies: [] },
      withheldCookies: [{ name: "s", why: "strict-on-cross-site-navigation" }],
    });
    expect(typed.hops[0]?.request).toMatchObject({ crossSite: false, cookies: ["s"] });
  });
});

describe("the IdP on the app's own host name", () => {
  it("is a foreign site all the same, and its cookies stay its own", async () => {
    await using app = await startServer({
      "/": html("x", { "set-cookie": ["sid=1; SameSite=Lax", "open=1; SameSite=None; Secure"] }),
      "/acs": html("acs"),
    });
    await using idp = await startServer({ "/sso": html(post(`${app.origin}/acs`), { "set-cookie": "idx=secret" }) });
    const agent = agentOf({ idpOrigin: idp.origin });
    await agent.setCookie(idp.origin, "appint_run=token; Path=/; HttpOnly");
    await agent.get(app.origin);

    const visit = await agent.get(`${idp.origin}/sso`);

    expect(idp.received[0]?.headers.cookie).toBe("appint_run=token");
    expect(app.received[1]?.headers).toMatchObject({ cookie: "open=1", "sec-fetch-site": "cross-site" });
    expect(visit.hops[1]?.withheldCookies).toEqual([{ name: "sid", why: "lax-on-cross-site-post" }]);
  });
});

describe("two agents", () => {
  it("know nothing of each other's cookies", async () => {
    await using app = await startServer({ "*": html("x", { "set-cookie": "sid=1" }) });
    const [first, second] = [agentOf(), agentOf()];
    await first.get(app.origin);
    await second.get(app.origin);
    await first.get(app.origin);

    expect(app.received.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined, "sid=1"]);
  });
});

describe("answers that are hard to read", () => {
  it.each([
    ["gzip", gzipSync],
    ["x-gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", brotliCompressSync],
  ])("%s is unpacked", async (encoding, pack) => {
    await using app = await startServer({
      "*": (_, response) =>
        void response.writeHead(200, { "content-encoding": encoding, "content-type": "text/plain" }).end(pack("héllo")),
    });

    expect((await agentOf().get(app.origin)).page.text).toBe("héllo");
  });

  it.each([
    ["text/html; charset=iso-8859-1", Buffer.from("<p>h\xe9", "latin1")],
    ["text/html", Buffer.from("<meta charset=iso-8859-1><p>h\xe9", "latin1")],
    ["text/html; charset=nonsense", Buffer.from("<p>hé")],
    ["text/html; charset=iso-8859-1", Buffer.from("\ufeff<p>hé")],
    ["text/html", Buffer.from("\ufeff<p>hé", "utf16le")],
  ])("%s is decoded", async (type, body) => {
    await using app = await startServer({
      "*": (_, response) => void response.writeHead(200, { "content-type": type }).end(body),
    });

    expect((await agentOf().get(app.origin)).page.text).toBe("hé");
  });

  it.each([
    ["a packed body that is broken", { "content-encoding": "gzip" }, "not packed"],
    ["a packing that nobody knows", { "content-encoding": "rot13" }, "x"],
  ])("%s is no page", async (_, headers, body) => {
    await using app = await startServer({
      "*": (_request, response) => void response.writeHead(200, headers).end(body),
    });

    expect((await agentOf().get(app.origin)).ending).toMatchObject({ kind: "unreachable", reason: "protocol" });
  });

  it("a body over the limit is cut, also when it was small while packed", async () => {
    await using app = await startServer({
      "/big": (_, response) => void response.writeHead(200).end("x".repeat(2_000)),
      "/bomb": (_, response) =>
        void response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("x".repeat(5_000_000))),
      "/fits": (_, response) => void response.writeHead(200).end("x".repeat(1_000)),
    });
    const agent = agentOf({ maxBodyBytes: 1_000 });

    for (const path of ["/big", "/bomb"]) {
      const visit = await agent.get(app.origin + path);
      expect(visit.ending).toEqual({ kind: "too-large", url: app.origin + path, limit: 1_000 });
      expect(visit.page.body).toHaveLength(1_000);
    }
    expect((await agent.get(`${app.origin}/fits`)).ending).toEqual({ kind: "page" });
  });

  it("a redirect is followed whatever its body", async () => {
    await using app = await startServer({
      "/a": (_, response) => void response.writeHead(302, { location: "/b" }).end("x".repeat(5_000)),
      "/b": html("b"),
    });

    expect((await agentOf({ maxBodyBytes: 1_000 }).get(`${app.origin}/a`)).page.text).toBe("b");
  });
});

describe("connections that bring no answer", () => {
  const listen = async (onConnection: (socket: import("node:net").Socket) => void) => {
    const server = createTcpServer((socket) => onConnection(socket.on("error", () => {})));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    return { port, [Symbol.dispose]: () => void server.close() };
  };

  it("a port that nobody listens on", async () => {
    using gone = await listen(() => {});
    gone[Symbol.dispose]();

    for (const host of ["localhost", "127.0.0.1", "app.localhost"]) {
      const { ending, hops, page } = await agentOf().get(`http://${host}:${gone.port}/x`);
      expect(ending).toMatchObject({
        kind: "unreachable",
        code: "ECONNREFUSED",
        reason: "refused",
        url: `http://${host}:${gone.port}/x`,
      });
      expect({ hops, status: page.status }).toEqual({ hops: [], status: 0 });
    }
  });

  it.each([
    ["one that is closed before the answer", (socket: import("node:net").Socket) => socket.destroy(), "reset"],
    ["one that is reset", (socket: import("node:net").Socket) => socket.resetAndDestroy(), "reset"],
    ["one that does not speak HTTP", (socket: import("node:net").Socket) => socket.end("SSH-2.0-x\r\n"), "protocol"],
    [
      "one that breaks off in the body",
      (socket: import("node:net").Socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"),
      "reset",
    ],
  ])("%s", async (_, behave, reason) => {
    using server = await listen((socket) => socket.once("data", () => behave(socket)));

    expect((await agentOf().get(`http://localhost:${server.port}/`)).ending).toMatchObject({
      kind: "unreachable",
      reason,
    });
  });

  it.each([
    ["never answers", () => {}],
    [
      "answers for ever",
      (socket: import("node:net").Socket) => {
        socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
        const timer = setInterval(() => socket.write("x"), 20);
        socket.on("close", () => clearInterval(timer));
      },
    ],
  ])("a server that %s runs into the time limit", async (_, behave) => {
    using server = await listen((socket) => socket.once("data", () => behave(socket)));

    const { ending } = await agentOf({ timeoutMs: 150 }).get(`http://localhost:${server.port}/`);

    expect(ending).toMatchObject({ kind: "unreachable", code: "TIMEOUT", reason: "timeout" });
  });

  it("a TLS port asked in plain HTTP and the other way round", async () => {
    await using app = await startServer({ "*": html("x") });

    expect((await agentOf().get(app.origin.replace("http:", "https:"))).ending).toMatchObject({
      kind: "unreachable",
      reason: "tls",
    });
  });

  it("a certificate that nobody vouches for, until it is trusted by name", async () => {
    const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const day = 86_400_000;
    const cert = selfSignedCertificate({
      ...{ subject: [["CN", "localhost"]], publicKey, privateKey, serial: 1n },
      ...{ notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + day) },
    });
    const key = privateKey.export({ type: "pkcs8", format: "pem" });
    const server = createTlsServer({ key, cert }, (_, response) => void response.end("safe"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;

    const strangers = await agentOf().get(`https://localhost:${port}/`);
    const trusted = await agentOf({ ca: [cert] }).get(`https://localhost:${port}/`);
    const otherName = await agentOf({ ca: [cert] }).get(`https://127.0.0.1:${port}/`);
    server.close();

    expect(strangers.ending).toMatchObject({ kind: "unreachable", reason: "tls", code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
    expect(otherName.ending).toMatchObject({
      kind: "unreachable",
      reason: "tls",
      code: "ERR_TLS_CERT_ALTNAME_INVALID",
    });
    expect(trusted.page.body).toBe("safe");
  });

  it("a visit that is under way when the agent closes ends", async () => {
    using server = await listen(() => {});
    const agent = agentOf({ timeoutMs: 60_000 });
    const visit = agent.get(`http://localhost:${server.port}/`);
    await agent.close();

    expect((await visit).ending).toMatchObject({ kind: "unreachable", reason: "closed" });
    expect((await agent.get(`http://localhost:${server.port}/`)).ending).toMatchObject({ reason: "closed" });
  });

  it("an app on ::1 alone is found under localhost", async () => {
    const { createServer } = await import("node:http");
    const server = createServer((_, response) => void response.end("six"));
    await new Promise<void>((resolve) => server.listen(0, "::1", resolve));
    const { port } = server.address() as AddressInfo;

    const visit = await agentOf().get(`http://localhost:${port}/`);
    server.close();

    expect(visit.page.body).toBe("six");
  });
});
