/**
 * A browser without script: cookies, redirects, refreshes and forms that submit themselves, judged as Chromium does.
 * It can look at a hundred flows while a real browser starts, and say of every cookie why it was kept or left out.
 */
import type { Agent, Hop, Page, PendingRequest, StoredCookie, VisitOptions } from "../agent.js";
import type { CookieExperiments } from "./cookies/jar.js";
import type { Profile } from "./visit.js";

export interface HttpAgentOptions extends CookieExperiments {
  /** Scheme, host and port of the IdP: a foreign site to everything else, with cookies of its own. */
  idpOrigin: string;
  clock?: () => Date;
  /** For one request with its whole answer; 10,000 if omitted. */
  timeoutMs?: number;
  /** Requests of one visit; 30 if omitted. */
  maxHops?: number;
  /** Of one decoded body; 5,000,000 if omitted. */
  maxBodyBytes?: number;
  /** A page that goes elsewhere by itself within so many seconds is followed, at once; 5 if omitted. */
  maxRefreshSeconds?: number;
  /** Milliseconds to wait after an answer before the next request; none if omitted. */
  pauseAfter?: (hop: Hop) => number;
  /** Where the agent may go; everywhere if omitted. A visit ends before the first request that it is false for. */
  mayVisit?: (url: URL) => boolean;
  /** PEM certificates to trust besides the system's. */
  ca?: readonly string[];
}

const emptyPage: Page = {
  url: "about:blank",
  status: 0,
  headers: {},
  contentType: "",
  body: "",
  title: "",
  text: "",
  forms: [],
  links: [],
  needsScript: false,
  document: { url: "about:blank", referrerPolicy: "" },
};

/**
 * Opens a browser with an empty profile; several at once know nothing of each other.
 *
 * Its methods throw only for a URL or a form that nobody could navigate with (a TypeError): what the other side does
 * is always the `ending` of the visit.
 */
export function createHttpAgent(options: HttpAgentOptions): Agent {
  const idpOrigin = new URL(options.idpOrigin).origin;
  const clock = options.clock ?? (() => new Date());
  const jar: StoredCookie[] = [];
  let profile: Promise<Profile> | undefined;
  let closed = false;
  let shown = emptyPage;

  const openProfile = async (): Promise<Profile> => {
    const { openWire } = await import("./exchange.js");
    const { timeoutMs = 10_000, maxHops = 30, maxBodyBytes = 5_000_000, maxRefreshSeconds = 5, ca } = options;
    const { carryCookie, keepCookie, pauseAfter, mayVisit } = options;
    const wire = openWire({ timeoutMs, maxBodyBytes, ca });
    if (closed) wire.close();
    const limits = { maxHops, maxBodyBytes, maxRefreshSeconds };
    return { idpOrigin, clock, wire, jar, ...limits, carryCookie, keepCookie, pauseAfter, mayVisit };
  };
  const visit = async (request: PendingRequest, visitOptions: VisitOptions & { resumed?: boolean } = {}) => {
    profile ??= openProfile();
    const { makeVisit } = await import("./visit.js");
    const made = await makeVisit(await profile, request, shown, visitOptions);
    shown = made.page;
    return made;
  };
  const begin = async (...request: Parameters<typeof import("./request.js").beginRequest>) =>
    (await import("./request.js")).beginRequest(...request);

  return {
    async get(url, visitOptions = {}) {
      return visit(await begin(idpOrigin, { url, cause: "typed", headers: visitOptions.headers }), visitOptions);
    },

    async follow(href, { from = shown, ...visitOptions } = {}) {
      const url = new URL(href, from.status ? from.url : undefined).href;
      const initiator = from.status ? from.document : undefined;
      return visit(
        await begin(idpOrigin, { url, cause: "link", initiator, headers: visitOptions.headers }),
        visitOptions,
      );
    },

    async submit(form, values = {}, { button: wanted, ...visitOptions } = {}) {
      const { fieldsOf, pressedButton } = await import("./submission.js");
      const { submitRequest } = await import("./submit-request.js");
      const button = pressedButton(form, wanted);
      const fields = fieldsOf(form, values, button);
      const { headers } = visitOptions;
      const request = submitRequest(idpOrigin, { form, button, fields, cause: "form", headers });
      if (!request) throw new TypeError("the form has no action that a browser could submit it to");
      return visit(request, visitOptions);
    },

    async post(url, fields, { from = idpOrigin, ...visitOptions } = {}) {
      const initiator = typeof from === "string" ? { url: new URL(from).href, referrerPolicy: "" } : from.document;
      const request = { url, cause: "form", method: "POST", fields, initiator, headers: visitOptions.headers } as const;
      return visit(await begin(idpOrigin, request), visitOptions);
    },

    async resume(stopped, { change = (request: PendingRequest) => request, ...visitOptions } = {}) {
      if (stopped.ending.kind !== "stopped") throw new TypeError("only a visit that was stopped can go on");
      const { judgeAgain } = await import("./request.js");
      return visit(judgeAgain(idpOrigin, change(stopped.ending.request)), { ...visitOptions, resumed: true });
    },

    async setCookie(url, line) {
      const { keepCookie } = await import("./cookies/jar.js");
      return keepCookie(jar, line, { url: new URL(url), idpOrigin, now: clock() }, options);
    },

    cookies: () => jar.filter(({ expires }) => !expires || expires > clock()),

    async close() {
      closed = true;
      (await profile)?.wire.close();
    },
  };
}
