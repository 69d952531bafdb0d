/** The IdP of one org as a server on loopback. */
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { randomToken } from "../crypto/ids.js";
import { authorizationServersOf } from "../directory/authorization-servers.js";
import type { Org } from "../store/orgs.js";
import type { Store } from "../store/store.js";
import { answerFailure, methodNotAllowed, notFound } from "./failures.js";
import { isIdpRunning } from "./health.js";
import { redirect, secureHeaders, sendText } from "./http/answers.js";
import { exchangeOf } from "./http/exchange.js";
import { judgeHost } from "./http/host.js";
import { listenOnLoopback } from "./http/listen.js";
import { routerOf } from "./http/router.js";
import type { Clock, Idp } from "./idp.js";
import { ensureSigningKeys } from "./keys/signing-keys.js";
import { cannotListen, idpAlreadyRunning, originNotLoopback, portTaken } from "./problems.js";
import { protocols } from "./protocols.js";
import { routes } from "./routes.js";
import { startSweeping } from "./sweep.js";

export interface RunningIdp extends AsyncDisposable {
  /** `http://127.0.0.1:7700`, the issuer. */
  readonly origin: string;
  /** Where people begin: the dashboard. */
  readonly url: string;
  /** Stops taking requests, ends those under way, and waits for them. The store stays open. */
  close(): Promise<void>;
}

/** One answered request, for whoever watches the server. */
export interface AnsweredRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly durationMs: number;
}

export interface IdpOptions {
  readonly store: Store;
  readonly org: Org;
  readonly clock?: Clock;
  /** Instead of the port of the org's origin; 0 takes a free one. The origin changes with it. */
  readonly port?: number;
  readonly onRequest?: (request: AnsweredRequest) => void;
  /** A defect behind an answer 500. Default: printed on stderr. */
  readonly onDefect?: Idp["onDefect"];
}

/**
 * Starts the IdP of an org at the org's origin.
 *
 * @throws Problem PORT_TAKEN, IDP_ALREADY_RUNNING, ORIGIN_NOT_LOOPBACK, CANNOT_LISTEN
 */
export async function startIdp(options: IdpOptions): Promise<RunningIdp> {
  const { store, clock = () => new Date(), onRequest = () => {} } = options;
  const configured = new URL(options.org.origin);
  if (!["127.0.0.1", "localhost", "[::1]"].includes(configured.hostname)) throw originNotLoopback(options.org.origin);

  // Bound before the origin is known: with port 0 it is known only then. Requests wait for `answer`.
  let answer: (req: IncomingMessage, res: ServerResponse) => void = () => {};
  const wanted = options.port ?? Number(configured.port || 80);
  const { port, servers } = await listen(options, configured.hostname, wanted, (req, res) => answer(req, res));

  const origin = `http://${configured.hostname}${port === 80 ? "" : `:${port}`}`;
  const idp: Idp = {
    store,
    org: { ...options.org, origin },
    origin,
    clock,
    protocols,
    onDefect:
      options.onDefect ??
      ((error, { request, reference }) => console.error(`defect ${reference} at ${request}:`, error)),
  };
  const route = routerOf(routes);

  answer = (req, res) => {
    const started = performance.now();
    res.on("close", () => {
      const path = (req.url ?? "").split("?", 1)[0] ?? "";
      onRequest({ method: req.method ?? "", path, status: res.statusCode, durationMs: performance.now() - started });
    });
    void answerRequest(idp, route, req, res);
  };

  // While nobody waits: the first app to ask for the keys finds them made.
  const warm = Promise.all(
    authorizationServersOf(idp.org).map((server) => ensureSigningKeys(store, idp.org, clock(), server)),
  ).then(
    () => {},
    () => {}, // a store that is busy or damaged is told to whoever asks for the keys
  );

  const stopSweeping = startSweeping(idp);
  const close = async () => {
    await stopSweeping();
    await Promise.all(
      servers.map((server) => {
        const closed = new Promise<void>((resolve) => server.close(() => resolve()));
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 1000).unref();
        return closed;
      }),
    );
    await warm;
  };
  return { origin, url: `${origin}/app/UserHome`, close, [Symbol.asyncDispose]: close };
}

async function answerRequest(
  idp: Idp,
  route: ReturnType<typeof routerOf>,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  secureHeaders(res);
  const verdict = judgeHost(req.headers.host, idp.origin);
  if (verdict === "foreign") return misdirected(idp, res);
  const url = urlOf(req, idp.origin);
  if (!url) return sendText(res, 400, "The request line is not a path of this server.\n");

  const method = req.method ?? "GET";
  const match = route(method, url.pathname);
  const { params, route: found } = match.found === "route" ? match : { params: {}, route: undefined };
  const exchange = exchangeOf(idp, req, res, {
    url,
    params,
    route: found?.path,
    transactionId: randomToken(20),
    nonce: randomBytes(16).toString("base64"),
  });
  try {
    if (verdict === "other-loopback-name") {
      // A session under the other name would be a second one; a posted form is not sent on for the same reason.
      if (method !== "GET" && method !== "HEAD") return misdirected(idp, res);
      return redirect(exchange, idp.origin + url.pathname + url.search, 308);
    }
    if (match.found === "nothing") return notFound(exchange);
    if (match.found === "method") return methodNotAllowed(exchange, match.allowed);
    await match.route.handle(exchange);
  } catch (error) {
    answerFailure(exchange, error);
  }
}

/** @returns undefined for a request line that names another server or is no address */
function urlOf({ url = "/" }: IncomingMessage, origin: string): URL | undefined {
  // As text, so that "//evil.example/x" stays a path of ours.
  const address = url.startsWith("/") ? origin + url : url;
  try {
    const parsed = new URL(address);
    return parsed.origin === origin ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** @see rfc9110 §15.5.20 */
function misdirected({ origin }: Idp, res: ServerResponse): void {
  sendText(res, 421, `This server answers at ${origin} and under no other name.\n`);
}

async function listen(
  { store, org }: IdpOptions,
  hostname: string,
  port: number,
  onRequest: (req: IncomingMessage, res: ServerResponse) => void,
) {
  try {
    return await listenOnLoopback(hostname, port, onRequest);
  } catch (error) {
    const origin = `http://${hostname}:${port}`;
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EADDRINUSE") throw cannotListen(origin, code ?? String(error), error);
    throw (await isIdpRunning(store, { ...org, origin })) ? idpAlreadyRunning(origin, error) : portTaken(origin, error);
  }
}
