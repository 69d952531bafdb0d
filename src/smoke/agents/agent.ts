/**
 * What the smoke test asks of a browser, whether it is the agent without script (`http/`) or a real one.
 *
 * A visit is a navigation with everything that follows from it by itself; its hops are the requests that were made,
 * in order. A visit always ends: what went wrong on the way is its `ending`, never an exception.
 */

/** Form fields in order; a name may come twice. */
export type Fields = readonly (readonly [name: string, value: string])[];

/** The page that a request came from: it decides who the initiator is and what Referer and Origin say. */
export interface DocumentRef {
  url: string;
  /** The page's Referrer-Policy, `""` where it has none. */
  referrerPolicy: string;
}

/** What made the browser ask. */
export type RequestCause = "typed" | "link" | "form" | "auto-submit" | "refresh" | "redirect";

/** A request that is about to be made. */
export interface PendingRequest {
  method: string;
  /** Absolute, with its fragment. */
  url: string;
  /** Fields in the body of a POST; empty otherwise. */
  fields: Fields;
  encoding: "application/x-www-form-urlencoded" | "multipart/form-data" | "text/plain";
  cause: RequestCause;
  /** Who began the navigation, kept through all redirects; `undefined` for a URL typed by a person. */
  initiator?: DocumentRef;
  /** True where the initiator is another site than `url`, as browsers see it and with the IdP always foreign. */
  crossSite: boolean;
  /** How far the redirect chain has strayed from the initiator so far; the value of Sec-Fetch-Site. */
  fetchSite: "none" | "same-origin" | "same-site" | "cross-site";
  /** A cross-origin redirect makes the Origin header `null`. */
  originTainted: boolean;
  /** Headers besides those that a browser sends by itself. */
  extraHeaders: Readonly<Record<string, string>>;
}

/** Why a browser leaves out a cookie that would otherwise fit host, path and scheme. */
export type WithheldReason =
  | "lax-on-cross-site-post"
  | "default-lax-on-cross-site-post"
  | "strict-on-cross-site-navigation"
  | "secure-over-http"
  | "expired"
  | "experiment";

/** Why a browser throws a Set-Cookie away. */
export type RefusedReason =
  | "empty"
  | "nameless-with-equals"
  | "control-character"
  | "larger-than-4096-bytes"
  | "secure-over-http"
  | "none-without-secure"
  | "prefix-not-honoured"
  | "domain-of-another-host"
  | "public-suffix"
  | "overwrites-secure"
  | "experiment";

/** A cookie in the agent's jar. */
export interface StoredCookie {
  name: string;
  value: string;
  /** Host or domain in lower case, without a leading dot. */
  domain: string;
  hostOnly: boolean;
  path: string;
  secure: boolean;
  httpOnly: boolean;
  /** `undefined` where the attribute is missing or unknown: Lax, and sent along with a POST for two minutes. */
  sameSite: "strict" | "lax" | "none" | undefined;
  /** Kept when the same cookie is set again with the same value. */
  created: Date;
  /** `undefined` for a session cookie. */
  expires: Date | undefined;
  /** The IdP's cookies live apart, whatever host names are used. */
  ofIdp: boolean;
}

/** What became of one Set-Cookie line. */
export interface SetCookie {
  /** The line as it was sent. */
  raw: string;
  name: string;
  cookie?: StoredCookie;
  stored: boolean;
  /** True where the line removed a cookie or was out of date when it came. */
  deleted: boolean;
  why?: RefusedReason;
}

export interface HopRequest extends PendingRequest {
  /** Everything that was sent, by lower-case name. */
  headers: Readonly<Record<string, string>>;
  /** Names of the cookies sent, in order. */
  cookies: readonly string[];
  /** Of them, those that only travelled because they were younger than two minutes: other browsers, and this one a little later, leave them out. */
  laxAllowingUnsafe: readonly string[];
}

export interface HopResponse {
  status: number;
  /** By lower-case name; several lines of one name joined by ", ", Set-Cookie left to `setCookies`. */
  headers: Readonly<Record<string, string>>;
  setCookies: readonly SetCookie[];
  /** The Location header as it was sent. */
  location?: string;
  /** The first 2,000 characters of the decoded body. */
  bodyExcerpt: string;
}

/** One request and its answer. */
export interface Hop {
  request: HopRequest;
  response: HopResponse;
  durationMs: number;
  withheldCookies: readonly { name: string; why: WithheldReason }[];
}

/** One control of a form that can carry a value. */
export interface Control {
  name: string;
  /** `text`, `hidden`, `password`, `checkbox`, `select`, `textarea`, … in lower case. */
  type: string;
  value: string;
  /** False for an unticked box, an unchosen radio button, an unchosen option. */
  chosen: boolean;
}

/** A button that submits. */
export interface Button {
  id?: string;
  name: string;
  value: string;
  text: string;
  /** Its own action, method or enctype, where it has one. */
  action?: string;
  method?: Form["method"];
}

export interface Form {
  id?: string;
  name?: string;
  /** Absolute; `undefined` where the form leads nowhere that a browser would go by HTTP. */
  action: string | undefined;
  method: "GET" | "POST";
  encoding: PendingRequest["encoding"];
  controls: readonly Control[];
  buttons: readonly Button[];
  /** The page it stands on. */
  document: DocumentRef;
}

export interface Link {
  href: string;
  text: string;
  id?: string;
}

/** What is shown. Before any answer came, an empty page with status 0. */
export interface Page {
  url: string;
  status: number;
  headers: Readonly<Record<string, string>>;
  /** The media type in lower case, without parameters. */
  contentType: string;
  /** The decoded text as it came. */
  body: string;
  title: string;
  /** What a person can read, white space folded; the whole body where it is not HTML. */
  text: string;
  forms: readonly Form[];
  links: readonly Link[];
  /** The form that the page submits by itself when it has loaded, and the button that its script presses. */
  autoSubmit?: { form: Form; button?: Button };
  /** Where the page goes by itself, and after how many seconds. */
  refresh?: { url: string; seconds: number };
  /** True where the page holds script and nothing to read: only a browser with script can say what it shows. */
  needsScript: boolean;
  document: DocumentRef;
}

/** Why a connection brought no answer. */
export type UnreachableReason = "refused" | "timeout" | "reset" | "name" | "tls" | "protocol" | "closed";

/** How a visit ended. */
export type Ending =
  | { kind: "page" }
  | { kind: "stopped"; request: PendingRequest }
  | {
      kind: "unreachable";
      url: string;
      code: string;
      reason: UnreachableReason;
      message: string;
      request: PendingRequest;
    }
  | { kind: "too-many-hops"; url: string; limit: number }
  | { kind: "loop"; url: string }
  | { kind: "too-large"; url: string; limit: number }
  | { kind: "not-http"; url: string }
  /** The next request would have left what the agent may visit; it was not made. */
  | { kind: "off-limits"; url: string };

export interface Visit {
  hops: readonly Hop[];
  /** The last page that was answered, also where the visit ended before it could go on. */
  page: Page;
  ending: Ending;
}

export interface VisitOptions {
  /** Ends the visit just before the first request that it is true for; `resume` goes on with it. */
  stopAt?: (request: PendingRequest) => boolean;
  /** Sent with the first request and, as browsers do, with its redirects. */
  headers?: Readonly<Record<string, string>>;
}

/** Values by field name: an array for several, `null` to leave the field out; names that the form lacks are added. */
export type Values = Readonly<Record<string, string | readonly string[] | null>>;

export interface SubmitOptions extends VisitOptions {
  /** The button to press, by name, value, id or text; the first one if omitted, none for `null`. */
  button?: string | null;
}

/** A browser with a profile of its own. */
export interface Agent {
  /** Goes to a URL as a person who types it: nobody's page is the initiator. */
  get(url: string, options?: VisitOptions): Promise<Visit>;
  /** Clicks a link of a page, the last one shown if omitted. */
  follow(href: string, options?: VisitOptions & { from?: Page }): Promise<Visit>;
  /** Fills a form and presses a button; the page that the form stands on is the initiator. */
  submit(form: Form, values?: Values, options?: SubmitOptions): Promise<Visit>;
  /** Posts fields from a page of `from`, the IdP's origin if omitted: a cross-site POST to every app. */
  post(url: string, fields: Fields, options?: VisitOptions & { from?: Page | string }): Promise<Visit>;
  /** Goes on where `stopAt` ended a visit, with the request changed where `change` says so. */
  resume(
    visit: Visit,
    options?: VisitOptions & { change?: (request: PendingRequest) => PendingRequest },
  ): Promise<Visit>;
  /** Puts a cookie into the profile as if `url` had answered with this Set-Cookie line. */
  setCookie(url: string, line: string): Promise<SetCookie>;
  /** Every cookie of the profile that is not out of date. */
  cookies(): readonly StoredCookie[];
  close(): Promise<void>;
}
