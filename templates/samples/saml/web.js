// What every small web app needs: pages that escape, sessions behind one cookie, safe redirects, a server that stops.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";

const SESSION_HOURS = 8;
const LARGEST_FORM = 1024 * 1024;

/** An answer other than the page asked for; its message is shown to the visitor. */
export class Refusal extends Error {
  constructor(status, title, message) {
    super(message);
    Object.assign(this, { status, title });
  }
}

class Markup extends String {}

const escapeHtml = (value) => String(value ?? "").replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Markup in which every value is escaped, except markup made by this same function. */
export const html = (strings, ...values) =>
  new Markup(
    String.raw({ raw: strings }, ...values.map((value) => (value instanceof Markup ? value : escapeHtml(value)))),
  );

export function sendPage(response, status, title, body) {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer", // the address of a callback holds a one-time code
    "x-content-type-options": "nosniff",
  });
  const style = "body{font:16px/1.6 system-ui;max-width:40rem;margin:12vh auto;padding:0 1rem}";
  response.end(
    `<!doctype html>${html`<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${style}</style><h1>${title}</h1>${body}</html>\n`}`,
  );
}

export function sendJson(response, status, value) {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(`${JSON.stringify(value)}\n`);
}

/** 303: whatever the method was, the next request is a GET. */
export function redirect(response, location) {
  response.writeHead(303, { location: String(location), "cache-control": "no-store" });
  response.end();
}

/**
 * A page of this app, as an absolute URL: for a path that came from outside, so that it leads nowhere else.
 * "//evil.example", "/\evil.example" and "https://evil.example" all give the home page.
 */
export function ownPage(path, baseUrl) {
  const home = new URL("/", baseUrl);
  const page =
    typeof path === "string" && path.startsWith("/") && URL.canParse(path, home) ? new URL(path, home) : home;
  return page.origin === home.origin ? page.href : home.href;
}

/** May keys and metadata be read from this URL? Only over TLS, or without leaving this machine. */
export function isTrustworthy(url) {
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" || ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}

/** The fields of a posted form. */
export async function readForm(request) {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) {
    body += chunk;
    if (body.length > LARGEST_FORM) throw new Refusal(413, "Too large", "This form is larger than 1 MB.");
  }
  return Object.fromEntries(new URLSearchParams(body));
}

/** Sessions in memory: they end with the process. An app of several processes keeps them in a database instead. */
export class Sessions {
  #sessions = new Map();

  /** @param name the cookie; cookies are shared by all ports of a host, so each app needs a name of its own */
  constructor(name, baseUrl) {
    this.name = name;
    this.attributes = `Path=/; HttpOnly; SameSite=Lax${baseUrl.startsWith("https:") ? "; Secure" : ""}`;
  }

  of(request) {
    const session = this.#sessions.get(readCookie(request, this.name));
    return session && session.expires > Date.now() ? session : undefined;
  }

  /** Always under a new id: an id that was known before sign-in must not be worth anything after it. */
  start(request, response, content) {
    const now = Date.now();
    for (const [id, { expires }] of this.#sessions) if (expires <= now) this.#sessions.delete(id);
    this.#sessions.delete(readCookie(request, this.name));

    const id = randomBytes(32).toString("base64url");
    const session = { ...content, expires: now + SESSION_HOURS * 3_600_000 };
    this.#sessions.set(id, session);
    response.appendHeader("set-cookie", `${this.name}=${id}; ${this.attributes}`);
    return session;
  }

  end(request, response) {
    this.#sessions.delete(readCookie(request, this.name));
    response.appendHeader("set-cookie", `${this.name}=; ${this.attributes}; Max-Age=0`);
  }
}

export function readCookie(request, name) {
  const pairs = (request.headers.cookie ?? "").split(/; */).map((pair) => pair.split("="));
  return pairs.find(([key]) => key === name)?.[1];
}

/**
 * Answers `routes["GET /path"]`, and turns what they throw into a page.
 *
 * @param explain makes a `Refusal` of an error of the sign-in library; undefined for an error it does not know
 */
export function answer(routes, explain) {
  return async (request, response) => {
    try {
      const { pathname } = new URL(request.url, "http://this.app");
      const route = routes[`${request.method} ${pathname}`];
      if (!route) throw new Refusal(404, "Not found", `There is no ${request.method} ${pathname} here.`);
      await route(request, response);
    } catch (error) {
      const refusal = error instanceof Refusal ? error : await explain(error);
      if (!refusal) console.error(error);
      const { status, title, message } =
        refusal ?? new Refusal(500, "Something broke", "The log of this app says more.");
      if (response.headersSent) response.destroy();
      else sendPage(response, status, title, html`<p>${message}</p><p><a href="/">Home</a></p>`);
    }
  };
}

/**
 * Serves `createApp(env)` on the port (0: any free one), on the loopback interface unless HOST says otherwise.
 * BASE_URL, the address at which browsers reach the app, is filled in when it is not set.
 */
export async function serve(createApp, { port, env }) {
  const server = createServer().listen(port, env.HOST || "localhost");
  await once(server, "listening");
  const close = async () => {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  };
  try {
    const url = (env.BASE_URL || `http://localhost:${server.address().port}`).replace(/\/+$/, "");
    if (!URL.canParse(url)) throw new Error(`BASE_URL must be an absolute URL, not ${env.BASE_URL}`);
    server.on("request", createApp({ ...env, BASE_URL: url }));
    return { url, close };
  } catch (error) {
    await close();
    throw error;
  }
}
