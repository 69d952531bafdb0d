/** The connection test against a SCIM service of others, and against everything that is none. */

import { generateKeyPairSync } from "node:crypto";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { selfSignedCertificate } from "../../src/crypto/certificate.js";
import { SCIM_ACTIONS, type ScimAction } from "../../src/integrations/scim/actions.js";
import type { Connection } from "../../src/provisioning/connection.js";
import { type Try, testConnection } from "../../src/provisioning/test-connection.js";
import { freePort } from "../e2e/built-cli.js";
import { type ScimService, scimService } from "./scim-service.js";

const ALL = SCIM_ACTIONS.map(({ word }) => word);
const TOKEN = { mode: "header", token: "s3cr3t" } as const;
const LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

const to = (baseUrl: string, more: Partial<Connection> = {}): Connection => ({
  ...{ baseUrl, uniqueField: "userName", actions: ALL, credentials: TOKEN },
  ...more,
});
const outcome = async (connection: Connection, timeoutMs = 5000) => {
  const report = await testConnection(connection, { timeoutMs });
  return { ...report, last: report.tries.at(-1) as Try };
};

/** Key and certificate of a server that no authority has signed. */
function ownCertificate(): { key: string; cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const [notBefore, notAfter] = [new Date(Date.now() - 60_000), new Date(Date.now() + 3_600_000)];
  const subject = [["CN", "127.0.0.1"]] as const;
  const cert = selfSignedCertificate({ subject, publicKey, privateKey, notBefore, notAfter, serial: 1n });
  return { key: privateKey.export({ type: "pkcs8", format: "pem" }) as string, cert };
}

/** Listens on a free port while the callback runs. */
async function beside<T>(server: Server, scheme: string, run: (origin: string) => Promise<T>): Promise<T> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await run(`${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    (server as { closeAllConnections?(): void }).closeAllConnections?.();
    await new Promise((resolve) => server.close(resolve));
  }
}

const answering =
  (status: number, body: unknown, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    void response
      .writeHead(status, { "content-type": "application/scim+json", ...headers })
      .end(typeof body === "string" ? body : JSON.stringify(body));

describe("a SCIM service", () => {
  let service: ScimService;
  beforeAll(async () => {
    service = await scimService("Bearer s3cr3t");
  });
  afterAll(() => service[Symbol.asyncDispose]());

  it("is asked what the platform asks first, then what each action begins with, and passes", async () => {
    service.requests.length = 0;
    const { verdict, tries, actions } = await outcome(to(service.baseUrl));
    expect(tries.filter((made) => made.verdict !== "passed")).toEqual([]);
    expect(verdict).toBe("passed");
    expect(actions).toEqual(ALL.map((action) => ({ action, isSelected: true, verdict: "passed" })));
    expect(tries[0]?.seen).toBe("200: a list of 2 users");
    expect(service.requests[0]).toBe("GET /Users?startIndex=1&count=2 appint SCIM Client 1.0.0");
    expect(service.requests.map((request) => request.split(/[ ?]/)[1])).toEqual([
      ...["/Users", "/Users", "/Groups", "/Groups", "/ServiceProviderConfig"],
    ]);
    expect(service.requests.every((request) => request.startsWith("GET "))).toBe(true);
  });

  it("is asked nothing for actions that are not selected", async () => {
    service.requests.length = 0;
    const { verdict, actions } = await outcome(to(`${service.baseUrl}/`, { actions: ["import-users"] }));
    expect(verdict).toBe("passed");
    expect(service.requests.map((request) => request.split(/[ ?]/)[1])).toEqual(["/Users", "/ServiceProviderConfig"]);
    expect(actions.filter(({ isSelected }) => isSelected)).toEqual([
      { action: "import-users", isSelected: true, verdict: "passed" },
    ]);
    expect(actions.every(({ isSelected, verdict: each }) => isSelected || each === "skipped")).toBe(true);
  });

  it.each<[string, Connection["credentials"], RegExp]>([
    ["a token", { mode: "header", token: "wrong" }, /--scim-token/],
    ["a password", { mode: "basic", username: "provisioning", password: "wrong" }, /--scim-password/],
  ])("that refuses %s is told with the flag that corrects it, and asked nothing more", async (_, credentials, flag) => {
    const { verdict, tries, last } = await outcome(to(service.baseUrl, { credentials }));
    expect(verdict).toBe("failed");
    expect(tries).toHaveLength(1);
    expect(last.seen).toMatch(/^401 Unauthorized: .*not known/);
    expect(last.cause).toBe("the service refuses the credentials");
    expect(last.fix).toMatch(flag);
  });

  it.each([
    ["a base URL without /scim/v2", "", /^404/],
    ["a base URL with something behind it", "/scim/v2/Users", /^404/],
  ])("at %s is not found", async (_, path, seen) => {
    const { last } = await outcome(to(service.baseUrl.replace("/scim/v2", path)));
    expect(last.seen).toMatch(seen);
    expect(last.fix).toMatch(/--scim-base-url <url>: the address under which \/Users lies/);
  });
});

describe("each way to authenticate", () => {
  it("Basic sends the user name and the password", async () => {
    await using service = await scimService(`Basic ${Buffer.from("provisioning:pass:wörd").toString("base64")}`);
    const credentials = { mode: "basic", username: "provisioning", password: "pass:wörd" } as const;
    expect((await outcome(to(service.baseUrl, { credentials }))).verdict).toBe("passed");
  });

  it("OAuth 2 asks the token endpoint first, and sends what it gives", async () => {
    await using service = await scimService("Bearer from-the-endpoint");
    const credentials = {
      mode: "oauth2",
      tokenUrl: service.tokenUrl,
      clientId: "provisioning",
      clientSecret: "s3cr3t",
    } as const;
    const { verdict, tries } = await outcome(to(service.baseUrl, { credentials }));
    expect(verdict).toBe("passed");
    expect(tries[0]).toMatchObject({ id: "token", request: `POST ${service.tokenUrl}`, verdict: "passed" });

    const wrong = await outcome(to(service.baseUrl, { credentials: { ...credentials, clientSecret: "x" } }));
    expect(wrong.tries).toHaveLength(1);
    expect(wrong.last).toMatchObject({ verdict: "failed", seen: "401 Unauthorized: invalid_client" });
    const page = await outcome(to(service.baseUrl, { credentials: { ...credentials, tokenUrl: service.baseUrl } }));
    expect(page.last.verdict).toBe("failed");
    expect(page.last.fix).toMatch(/--scim-token-url|--scim-client-secret/);
  });
});

describe("what is no SCIM service", () => {
  const empty = { schemas: [LIST], totalResults: 0, Resources: [] };
  it.each<[string, RequestListener, RegExp, RegExp]>([
    ["a page", answering(200, "<!doctype html><p>Sign in"), /^200: it is a page/, /not the SCIM service/],
    ["nothing", answering(200, ""), /^200: it is empty/, /not the SCIM service/],
    ["other JSON", answering(200, { users: [] }), /^200: its schemas do not have/, /cannot read the answer/],
    [
      "a number as a text",
      answering(200, { ...empty, totalResults: "0" }),
      /totalResults is the text "0"/,
      /counts in numbers/,
    ],
    [
      "a resource without id",
      answering(200, { ...empty, totalResults: 1, Resources: [{}] }),
      /has no id/,
      /cannot read/,
    ],
    [
      "a redirect",
      answering(302, "", { location: "/login" }),
      /^302 Found: it leads to \/login/,
      /follows no redirect/,
    ],
    ["a limit", answering(429, ""), /^429/, /limits how often/],
    ["an error as text", answering(500, "Internal"), /^500 Internal Server Error: it is no JSON/, /the service failed/],
    [
      "an error",
      answering(500, { schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"], detail: "down" }),
      /: down$/,
      /failed/,
    ],
  ])("%s is told as what it is", async (_, listener, seen, cause) => {
    const { verdict, tries, last, actions } = await beside(createServer(listener), "http", (origin) =>
      outcome(to(origin)),
    );
    expect(verdict).toBe("failed");
    expect(tries).toHaveLength(1);
    expect(last.seen).toMatch(seen);
    expect(last.cause).toMatch(cause);
    expect(last.fix).toMatch(/\S/);
    expect(new Set(actions.map((each) => each.verdict))).toEqual(new Set(["skipped", "failed"]));
  });

  it("everybody, whatever is looked up, fails the actions that look people up", async () => {
    const all = answering(200, { schemas: [LIST], totalResults: 1, Resources: [{ id: "1", userName: "ada" }] });
    const { verdict, tries, actions } = await beside(createServer(all), "http", (origin) => outcome(to(origin)));
    expect(verdict).toBe("failed");
    expect(tries.find(({ id }) => id === "lookup")?.cause).toMatch(/leaves the filter aside/);
    expect(Object.fromEntries(actions.map((each) => [each.action, each.verdict]))).toEqual({
      "import-users": "passed",
      "push-users": "failed",
      "push-profiles": "failed",
      "push-groups": "failed",
      "import-groups": "passed",
    });
  });

  it("without groups it fails only the actions of groups", async () => {
    const listener: RequestListener = (request, response) =>
      answering(request.url?.startsWith("/Users") ? 200 : 404, empty)(request, response);
    const run = (actions: ScimAction[]) =>
      beside(createServer(listener), "http", (origin) => outcome(to(origin, { actions })));
    expect((await run(["push-users"])).verdict).toBe("passed");
    const withGroups = await run(["import-groups"]);
    expect(withGroups.verdict).toBe("failed");
    expect(withGroups.tries.find(({ id }) => id === "groups")?.cause).toBe("the service has no groups");
  });

  it("silence ends at the limit, also in the middle of an answer", async () => {
    const hanging: RequestListener = (_, response) => void response.writeHead(200).write("{");
    const { last } = await beside(createServer(hanging), "http", (origin) => outcome(to(origin), 300));
    expect(last).toMatchObject({ verdict: "failed", seen: "no whole answer within 0.3 s" });
  });

  it("an endless answer is cut off", async () => {
    const endless: RequestListener = (_, response) => {
      const more = () => {
        while (!response.destroyed && response.write("x".repeat(65_536)));
        if (!response.destroyed) response.once("drain", more);
      };
      more();
    };
    const { last } = await beside(createServer(endless), "http", (origin) => outcome(to(origin)));
    expect(last.seen).toMatch(/more than 4194304 bytes/);
  });

  it("nothing at all cannot be judged", async () => {
    const { verdict, last } = await outcome(to(`http://127.0.0.1:${await freePort()}/scim/v2`));
    expect(verdict).toBe("inconclusive");
    expect(last).toMatchObject({ verdict: "absent", seen: "no answer: ECONNREFUSED", cause: "nothing listens there" });
  });

  it("a certificate of one's own is not trusted, as the platform does not", async () => {
    const server = createTlsServer(ownCertificate(), answering(200, empty));
    const { verdict, last } = await beside(server, "https", (origin) => outcome(to(origin)));
    expect(verdict).toBe("failed");
    expect(last.seen).toMatch(/^no trust: /);
    expect(last.fix).toContain("NODE_EXTRA_CA_CERTS");
  });

  it("bytes that are no HTTP are told so", async () => {
    const server = createTcpServer((socket) => void socket.write("SSH-2.0-OpenSSH\r\n", () => socket.destroy()));
    const { verdict, last } = await beside(server, "http", (origin) => outcome(to(origin)));
    expect(verdict).toBe("failed");
    expect(last.seen).toMatch(/^no answer that can be read: /);
  });
});
