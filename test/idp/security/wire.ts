/** Requests byte for byte as a test wants them, and every route of the IdP with parts that exist. */
import { type IncomingHttpHeaders, request } from "node:http";
import { routes } from "../../../src/idp/routes.js";
import type { SamlOrg } from "../saml/saml-org.js";

export interface Sent {
  path: string;
  method?: string;
  /** An empty one is left out. */
  headers?: Record<string, string | string[]>;
  body?: string | Buffer;
}

export interface Got {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

const LONGEST_MS = 10_000;

/** @throws Error when no whole answer comes within ten seconds */
export function send(origin: string, { path, method = "GET", headers = {}, body }: Sent): Promise<Got> {
  const { port, host, hostname } = new URL(origin);
  const given = Object.entries({ host, accept: "text/html", ...headers }).filter(([, value]) => value !== "");
  return new Promise((resolve, reject) => {
    const call = request(
      { host: hostname, port, path, method, headers: Object.fromEntries(given), timeout: LONGEST_MS },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            text: Buffer.concat(chunks).toString("utf8"),
          }),
        );
      },
    );
    call.on("timeout", () => call.destroy(new Error(`${method} ${path.slice(0, 80)} did not answer`)));
    call.on("error", (error: NodeJS.ErrnoException) => {
      // A server that refuses a large body may close while it is still being sent; what it said is lost then.
      if (error.code === "EPIPE" || error.code === "ECONNRESET") resolve({ status: 413, headers: {}, text: "" });
      else reject(error);
    });
    call.end(body);
  });
}

export const form = { "content-type": "application/x-www-form-urlencoded" };

/** Every route, once for each app that its path may name. */
export function addresses({ app, test }: SamlOrg): { method: string; pattern: string; path: string }[] {
  return routes.map(({ method, path }) => {
    const owner = path.startsWith("/home/") ? test.app : app;
    const named: Record<string, string> = { ...owner } as unknown as Record<string, string>;
    return { method, pattern: path, path: path.replace(/:(\w+)/g, (_, name: string) => named[name] ?? name) };
  });
}
