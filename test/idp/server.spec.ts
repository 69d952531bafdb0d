import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { isIdpRunning } from "../../src/idp/health.js";
import { startIdp } from "../../src/idp/server.js";
import { freshOrg, type TestOrg } from "./org.js";

/** A request as it goes over the wire, with a Host and a request line of the test's choice. */
function raw(
  test: TestOrg,
  path: string,
  { host = new URL(test.origin).host, method = "GET", address = "127.0.0.1" } = {},
): Promise<{ status: number; location?: string; text: string }> {
  return new Promise((resolve, reject) => {
    const port = new URL(test.origin).port;
    request({ host: address, port, path, method, headers: { host } }, (answer) => {
      let text = "";
      answer.on("data", (chunk) => {
        text += chunk;
      });
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, location: answer.headers.location, text }));
    })
      .on("error", reject)
      .end();
  });
}

describe("the Host header", () => {
  it.each(["evil.example", "evil.example:PORT", "127.0.0.1:1", "127.0.0.1.evil.example:PORT", "127.0.0.1", "[::1]:1"])(
    "%s is turned away",
    async (host) => {
      await using test = await freshOrg();

      const answer = await raw(test, "/login/login.htm", { host: host.replace("PORT", new URL(test.origin).port) });

      expect(answer.status).toBe(421);
      expect(answer.text).toContain(`This server answers at ${test.origin}`);
      expect(answer.text).not.toContain("evil");
    },
  );

  it.each(["localhost", "[::1]", "LOCALHOST"])("%s is sent to the one name", async (name) => {
    await using test = await freshOrg();
    const { port } = new URL(test.origin);

    const answer = await raw(test, "/oauth2/v1/keys?x=1", { host: `${name}:${port}` });

    expect(answer).toMatchObject({ status: 308, location: `${test.origin}/oauth2/v1/keys?x=1` });
  });

  it("of the other name posts nothing", async () => {
    await using test = await freshOrg();
    const { port } = new URL(test.origin);

    expect((await raw(test, "/oauth2/v1/token", { host: `localhost:${port}`, method: "POST" })).status).toBe(421);
  });

  it("does not get into documents", async () => {
    await using test = await freshOrg();

    const answer = await fetch(`${test.origin}/.well-known/openid-configuration`, {
      headers: { "x-forwarded-host": "evil.example", forwarded: "host=evil.example" },
    });

    expect(await answer.text()).not.toContain("evil");
  });
});

describe("the request line", () => {
  it("that names another server is refused", async () => {
    await using test = await freshOrg();

    expect((await raw(test, "http://evil.example/login/login.htm")).status).toBe(400);
  });

  it("that looks like one is a path of ours", async () => {
    await using test = await freshOrg();

    expect((await raw(test, "//evil.example/")).status).toBe(404);
  });

  it("with an escape that is none finds nothing", async () => {
    await using test = await freshOrg();

    expect((await raw(test, "/home/%zz/a/b")).status).toBe(404);
  });
});

describe("every answer", () => {
  it("carries the headers that keep browsers from guessing and framing", async () => {
    await using test = await freshOrg();

    for (const path of ["/login/login.htm", "/healthz", "/nothing", "/oauth2/v1/userinfo"]) {
      const answer = await fetch(test.origin + path);
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      expect(answer.headers.get("referrer-policy")).toBe("same-origin");
    }
  });

  it("to a method that the address does not take is 405 with those that it takes", async () => {
    await using test = await freshOrg();

    const answer = await fetch(`${test.origin}/login/login.htm`, { method: "DELETE" });

    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("GET, POST");
  });

  it("to HEAD is the one to GET without a body", async () => {
    await using test = await freshOrg();

    const answer = await fetch(`${test.origin}/.well-known/openid-configuration`, { method: "HEAD" });

    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe("");
  });

  it("to a body that is too large is 413", async () => {
    await using test = await freshOrg();
    const body = new URLSearchParams({ handle: "x".repeat(300_000) });

    expect((await fetch(`${test.origin}/login/login.htm`, { method: "POST", body })).status).toBe(413);
  });

  it("to a body that is no form is 415", async () => {
    await using test = await freshOrg();

    expect((await fetch(`${test.origin}/login/login.htm`, { method: "POST", body: "{}" })).status).toBe(415);
  });

  it("to a defect of ours tells the browser nothing and whoever runs the server everything", async () => {
    await using test = await freshOrg();
    const defect = new Error("the secret inside");
    const store = Object.create(test.store, {
      read: {
        value: {
          get: () => Promise.reject(defect),
          all: () => Promise.reject(defect),
        },
      },
    });
    const seen: unknown[] = [];
    await using idp = await startIdp({ store, org: test.org, port: 0, onDefect: (error) => seen.push(error) });

    const answer = await fetch(`${idp.origin}/login/login.htm`, { headers: { accept: "text/html" } });

    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain("secret");
    expect(seen).toEqual([defect]);
  });
});

describe("where the IdP listens", () => {
  it("is told to whoever watches, with every request", async () => {
    await using test = await freshOrg();
    const seen: string[] = [];
    let ended: () => void = () => {};
    const end = new Promise<void>((resolve) => {
      ended = resolve;
    });
    await using idp = await startIdp({
      store: test.store,
      org: test.org,
      port: 0,
      onRequest: ({ method, path, status }) => {
        seen.push(`${method} ${path} ${status}`);
        ended();
      },
    });

    await fetch(`${idp.origin}/login/login.htm?fromURI=/x`);
    await end;

    expect(seen).toEqual(["GET /login/login.htm 200"]);
  });

  it("is 127.0.0.1 and ::1 for localhost", async () => {
    await using test = await freshOrg();
    await using idp = await startIdp({
      store: test.store,
      org: { ...test.org, origin: "http://localhost:7700" },
      port: 0,
    });
    const there = { ...test, origin: idp.origin } as TestOrg;

    expect((await raw(there, "/healthz")).status).toBe(200);
    expect((await raw(there, "/healthz", { address: "::1" })).status).toBe(200);
    expect((await raw(there, "/healthz", { host: `127.0.0.1:${new URL(idp.origin).port}` })).location).toContain(
      "localhost",
    );
  });

  it("is never beyond this machine", async () => {
    await using test = await freshOrg();

    await expect(
      startIdp({ store: test.store, org: { ...test.org, origin: "http://192.0.2.1:7700" }, port: 0 }),
    ).rejects.toMatchObject({ code: "ORIGIN_NOT_LOOPBACK", status: 2 });
  });

  it("is refused where the same IdP runs, and said so", async () => {
    await using test = await freshOrg();
    const port = Number(new URL(test.origin).port);

    await expect(startIdp({ store: test.store, org: test.org, port })).rejects.toMatchObject({
      code: "IDP_ALREADY_RUNNING",
      status: 5,
    });
    expect(await isIdpRunning(test.store, { ...test.org, origin: test.origin })).toBe(true);
  });

  it("is refused where another org's IdP runs", async () => {
    await using test = await freshOrg();
    await using other = await freshOrg();

    await expect(
      startIdp({ store: test.store, org: test.org, port: Number(new URL(other.origin).port) }),
    ).rejects.toMatchObject({ code: "PORT_TAKEN", status: 5 });
  });

  it("is refused where something listens that is no IdP", async () => {
    await using test = await freshOrg();
    const stranger = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
    await new Promise((resolve) => stranger.once("listening", resolve));
    const { port } = stranger.address() as AddressInfo;

    await expect(startIdp({ store: test.store, org: test.org, port })).rejects.toMatchObject({ code: "PORT_TAKEN" });
    stranger.close();
  });

  it("answers /healthz with a name that tells nothing", async () => {
    await using test = await freshOrg();

    const health = await (await fetch(`${test.origin}/healthz`)).json();

    expect(health).toEqual({ instance: expect.stringMatching(/^[0-9a-f]{32}$/), org: "default" });
    expect(JSON.stringify(health)).not.toContain(test.store.instanceId);
  });
});
