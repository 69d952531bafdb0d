/**
 * Two little servers whose answers are written into the URL that asks for them, so that a case is a list of URLs, and
 * whose log says what a browser sent. `localhost` and `127.0.0.1` are different sites; two ports of one host are not.
 */
import { generateKeyPairSync } from "node:crypto";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { selfSignedCertificate } from "../../../src/crypto/certificate.js";

/** What a URL asks the server to answer; nothing given is an empty page that ends the visit. */
export interface Answer {
  status?: number;
  headers?: readonly (readonly [string, string])[];
  html?: string;
}

/** What arrived, with ports replaced by names so that two runs can be compared. */
interface Arrived {
  at: string;
  cookies: string;
  origin: string;
  referer: string;
  fetchSite: string;
}

/** `secure` is https on the host name of `app`. */
type SiteName = "app" | "foreign" | "secure";

export interface Sites {
  /** The certificate of `secure`, to be trusted. */
  ca: string[];
  /** A URL of one of the servers that gives this answer, e.g. `url("app", { status: 302 }, "localhost", "/acs")`. */
  url(server: SiteName, answer?: Answer, host?: string, path?: string): string;
  /** Everything that arrived since the last call. */
  takeLog(): Arrived[];
  origin(server: SiteName, host?: string): string;
  close(): Promise<void>;
}

const hosts = { app: "localhost", foreign: "127.0.0.1", secure: "localhost" };

function certificateOfLocalhost(): { key: string; cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const notBefore = new Date(Date.now() - 86_400_000);
  const notAfter = new Date(Date.now() + 86_400_000);
  const subject = [["CN", "localhost"]] as const;
  const cert = selfSignedCertificate({ subject, publicKey, privateKey, notBefore, notAfter, serial: 1n });
  return { key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(), cert };
}

/** Starts both servers on ports of their own. */
export async function startSites(): Promise<Sites> {
  const log: { arrived: Arrived }[] = [];
  const ports: Record<string, string> = {};
  const named = (text: string) =>
    text
      .replaceAll(/\?a=[\w-]*/g, "")
      .replaceAll(/:(\d+)/g, (all, port: string) => (ports[port] ? `:${ports[port]}` : all));

  const identity = certificateOfLocalhost();
  const listen = async (name: string): Promise<Server> => {
    const listener: RequestListener = (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://any");
      if (pathname === "/favicon.ico") return void response.writeHead(404).end();
      const header = (key: string) => named(String(request.headers[key] ?? ""));
      log.push({
        arrived: {
          at: `${request.method} ${header("host")}${pathname}`,
          cookies: String(request.headers.cookie ?? ""),
          origin: header("origin"),
          referer: header("referer"),
          fetchSite: header("sec-fetch-site"),
        },
      });
      const packed = searchParams.get("a");
      const answer: Answer = packed ? JSON.parse(Buffer.from(packed, "base64url").toString()) : {};
      request.resume();
      request.on("end", () => {
        response.statusCode = answer.status ?? 200;
        for (const [key, value] of answer.headers ?? []) response.appendHeader(key, value);
        response.setHeader("content-type", "text/html; charset=utf-8");
        response.end(`<!doctype html>${answer.html ?? "<title>end</title>"}`);
      });
    };
    const server = name === "secure" ? createTlsServer(identity, listener) : createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, resolve)); // every address: ::1, 127.0.0.1, 127.0.0.2
    ports[String((server.address() as AddressInfo).port)] = name;
    return server;
  };

  const servers = { app: await listen("app"), foreign: await listen("foreign"), secure: await listen("secure") };
  const origin = (server: SiteName, host = hosts[server]) =>
    `http${server === "secure" ? "s" : ""}://${host}:${(servers[server].address() as AddressInfo).port}`;

  return {
    ca: [identity.cert],
    url: (server, answer, host, path = "/") =>
      `${origin(server, host)}${path}${answer ? `?a=${Buffer.from(JSON.stringify(answer)).toString("base64url")}` : ""}`,
    takeLog: () => log.splice(0).map(({ arrived }) => arrived),
    origin,
    async close() {
      for (const server of Object.values(servers)) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}
