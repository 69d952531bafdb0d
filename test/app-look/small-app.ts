/** A small app on a free port of this machine, made of answers by path; it counts what it was asked for. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** HTML, a redirect (`→ address`), a status, or whatever the function does. `<app>` stands for the app's own address. */
export type Answers = Record<string, string | number | ((request: IncomingMessage, response: ServerResponse) => void)>;

export interface SmallApp extends AsyncDisposable {
  url: string;
  /** "GET /login", in order. */
  asked: string[];
}

/** @param answers by path without query; `*` for every other path, which is 404 if omitted */
export async function smallApp(answers: Answers, { host = "127.0.0.1" } = {}): Promise<SmallApp> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://app");
    asked.push(`${request.method} ${request.url}`);
    const answer = answers[`${request.method} ${pathname}`] ?? answers[pathname] ?? answers["*"] ?? 404;
    if (typeof answer === "function") return answer(request, response);
    if (typeof answer === "number") return response.writeHead(answer).end("nothing");
    const text = answer.replaceAll("<app>", url);
    if (text.startsWith("→ ")) return response.writeHead(302, { location: text.slice(2) }).end();
    const type = text.startsWith("<?xml") ? "application/xml" : "text/html";
    return response.setHeader("content-type", type).end(text);
  });
  server.listen(0, host);
  await once(server, "listening");
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    url,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** An authorize request for an IdP that does not exist. */
export const authorize = (parameters: Record<string, string> = {}, idp = "https://idp.example.com/authorize"): string =>
  `${idp}?${new URLSearchParams({
    client_id: "app",
    response_type: "code",
    redirect_uri: "<app>/callback",
    scope: "openid email",
    state: "s",
    ...parameters,
  })}`.replace("%3Capp%3E", "<app>");
