/** A little app on a port of its own that answers by path. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

interface Received {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: string;
}

export type Handler = (request: Received, response: ServerResponse) => void;

export interface LittleServer extends AsyncDisposable {
  origin: string;
  received: Received[];
}

/** Starts it; a path that is not listed answers 404. Handlers of `"*"` answer all the rest. */
export async function startServer(routes: Record<string, Handler>, host = "localhost"): Promise<LittleServer> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { pathname } = new URL(request.url ?? "/", "http://any");
      const body = Buffer.concat(chunks).toString();
      const one = { method: request.method ?? "", path: request.url ?? "", headers: request.headers, body };
      received.push(one);
      const handler = routes[pathname] ?? routes["*"];
      if (handler) handler(one, response);
      else response.writeHead(404).end("nothing here");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://${host}:${(server.address() as AddressInfo).port}`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers with HTML. */
export const html =
  (text: string, headers: Record<string, string | string[]> = {}): Handler =>
  (_, response) =>
    void response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers }).end(text);

/** Answers with a redirect. */
export const redirect =
  (status: number, location: string, headers: Record<string, string | string[]> = {}): Handler =>
  (_, response) =>
    void response.writeHead(status, { location, ...headers }).end();
