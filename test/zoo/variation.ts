/** How an app of the zoo is made: a sample app, with one thing changed on its way in or out. */
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import * as oidc from "../../templates/samples/oidc/app.js";
import { serve } from "../../templates/samples/oidc/web.js";
import * as saml from "../../templates/samples/saml/app.js";

export type Env = Record<string, string | undefined>;

/** An app that runs: its address, and how to stop it. */
export interface RunningApp {
  url: string;
  close(): Promise<void>;
}

/** What every app of the zoo takes: a port (0, the default, is any free one) and the variables of the sample. */
export interface ZooOptions {
  port?: number;
  env: Env;
}

/** Both samples make every mistake that is not about one protocol. */
export interface EitherProtocol extends ZooOptions {
  protocol: "oidc" | "saml";
}

interface Variation {
  /** Changes the configuration; the address of the app is known by then. */
  env?: (env: Env & { BASE_URL: string }) => Env;
  /** Answers a request in the app's place; the app sees it when this returns false. */
  instead?: (request: IncomingMessage, response: ServerResponse, baseUrl: string) => boolean;
  /** Changes a cookie that the app sets; undefined takes it away. */
  setCookie?: (line: string, request: IncomingMessage) => string | undefined;
  /** Changes where the app redirects to. */
  location?: (location: string, request: IncomingMessage, baseUrl: string) => string;
}

/** Starts the sample of the protocol with the variation applied. */
export async function startVaried(
  { protocol, port = 0, env }: EitherProtocol,
  { env: change = (same) => same, instead, setCookie, location }: Variation,
): Promise<RunningApp> {
  const { createApp } = protocol === "oidc" ? oidc : saml;

  return serve(
    (base) => {
      const app: RequestListener = createApp({ ...base, ...change(base) });
      return (request, response) => {
        if (instead?.(request, response, base.BASE_URL)) return;
        if (setCookie) changeCookies(response, (line) => setCookie(line, request));
        if (location) changeLocation(response, (target) => location(target, request, base.BASE_URL));
        app(request, response);
      };
    },
    { port, env },
  );
}

function changeCookies(response: ServerResponse, change: (line: string) => string | undefined) {
  const append = response.appendHeader.bind(response);
  response.appendHeader = (name, value) => {
    if (name.toLowerCase() !== "set-cookie") return append(name, value);
    const line = change(String(value));
    return line === undefined ? response : append(name, line);
  };
}

function changeLocation(response: ServerResponse, change: (location: string) => string) {
  const writeHead = response.writeHead.bind(response) as (
    status: number,
    headers?: Record<string, string>,
  ) => ServerResponse;
  response.writeHead = ((status: number, headers: Record<string, string> = {}) =>
    writeHead(status, headers.location ? { ...headers, location: change(headers.location) } : headers)) as never;
}

/** Answers with a page that says `text`. */
export function answerPage(response: ServerResponse, status: number, text: string): true {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8" });
  response.end(`<!doctype html><html lang="en"><title>App</title><p>${text}</p></html>\n`);
  return true;
}

/** The path of a request, without its query. */
export const pathOf = (request: IncomingMessage): string => new URL(request.url ?? "/", "http://this.app").pathname;

/** Is this the request with which the provider's answer arrives? */
export const isAnswer = (request: IncomingMessage): boolean => ["/callback", "/saml/acs"].includes(pathOf(request));
