/** A SCIM service that nobody here wrote: SCIMMY's routers under express, with two people and a group. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type Request } from "express";
import SCIMMY from "scimmy";
import SCIMMYRouters from "scimmy-routers";

const people = [
  { id: "1", userName: "ada@example.com", active: true },
  { id: "2", userName: "grace@example.com", active: true },
];
const groups = [{ id: "g1", displayName: "Engineering", members: [{ value: "1" }] }];

/** What `egress` gives: one by id, or all of them, of which SCIMMY takes those that the filter matches. */
const found = <T extends { id: string }>(rows: readonly T[]) =>
  ((resource: { id?: string; filter?: { match(rows: readonly T[]): T[] } }) => {
    if (resource.id === undefined) return resource.filter ? resource.filter.match(rows) : [...rows];
    const one = rows.find(({ id }) => id === resource.id);
    if (!one) throw new SCIMMY.Types.Error(404, null as never, `Resource ${resource.id} not found`);
    return one;
  }) as never;

let isDeclared = false;

export interface ScimService extends AsyncDisposable {
  /** `http://127.0.0.1:…/scim/v2` */
  baseUrl: string;
  /** Where a token is had for client credentials. */
  tokenUrl: string;
  /** Method, path and user agent of each request that was let in. */
  requests: string[];
}

/** @param expected what the header Authorization must be */
export async function scimService(expected: string): Promise<ScimService> {
  if (!isDeclared) {
    SCIMMY.Resources.declare(SCIMMY.Resources.User as never, { egress: found(people) } as never);
    SCIMMY.Resources.declare(SCIMMY.Resources.Group as never, { egress: found(groups) } as never);
    isDeclared = true;
  }
  const requests: string[] = [];
  const app = express();
  app.post("/token", express.urlencoded({ extended: false, limit: "100kb" }), (request, response) => {
    const isKnown = request.headers.authorization === `Basic ${Buffer.from("provisioning:s3cr3t").toString("base64")}`;
    if (!isKnown || request.body.grant_type !== "client_credentials")
      return void response.status(401).json({ error: "invalid_client" });
    response.json({ access_token: "from-the-endpoint", token_type: "Bearer" });
  });
  (app as unknown as { use(path: string, router: unknown): void }).use(
    "/scim/v2",
    new SCIMMYRouters({
      type: "bearer",
      handler: (request: Request) => {
        if (request.headers.authorization !== expected) throw new Error("The credentials are not known");
        requests.push(
          `${request.method} ${request.originalUrl.replace("/scim/v2", "")} ${request.headers["user-agent"]}`,
        );
        return "platform";
      },
    } as never),
  );
  app.get("/", (_, response) => void response.send("<!doctype html><title>Sign in</title>"));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    baseUrl: `${origin}/scim/v2`,
    tokenUrl: `${origin}/token`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
