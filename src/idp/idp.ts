/** What every route of a running IdP may use, and how a protocol folder joins it. */
import type { App } from "../store/apps.js";
import type { Org } from "../store/orgs.js";
import type { Store } from "../store/store.js";
import type { Exchange } from "./http/exchange.js";
import type { Route } from "./http/router.js";
import type { Allowed } from "./sessions/access.js";
import type { SignedIn } from "./sessions/session.js";

export type Clock = () => Date;

export interface Idp {
  readonly store: Store;
  readonly org: Org;
  /** `http://127.0.0.1:7700`, the issuer and the only host name that is answered. */
  readonly origin: string;
  readonly clock: Clock;
  readonly protocols: readonly Protocol[];
  /** A defect behind a request: told to whoever runs the server, never to the browser. */
  readonly onDefect: (error: unknown, where: DefectPlace) => void;
}

export interface DefectPlace {
  /** Method and route, without anything that the request carried: `GET /home/:name/:id/:linkId`. */
  readonly request: string;
  /** What the browser is shown, so that the person can name it. */
  readonly reference: string;
}

/**
 * A protocol of the IdP: its routes, and what a click on the tile of its apps does. Its folder exports one, and
 * protocols.ts lists it. A protocol sees the shared parts (sessions, sign-in, pages), never another protocol.
 */
export interface Protocol {
  readonly name: string;
  readonly routes: readonly Route[];
  readonly tile?: Tile;
  /** Where this protocol sends browsers of its apps to: allowed after /login/sessionCookieRedirect. */
  readonly appUrls: (app: App) => readonly string[];
}

export interface Tile {
  readonly signOnMode: App["signOnMode"];
  /** Can this app be opened from the dashboard at all? Assignment and visibility are judged before. */
  readonly canLaunch: (app: App) => boolean;
  /** For an app whose credentials are the person's own: the query of its link that asks for others. */
  readonly otherCredentials?: (app: App) => string | undefined;
  /** Answers the click. The person is signed in and `accessTo` has just allowed it; logs `user.authentication.sso`. */
  readonly launch: (exchange: Exchange, access: Allowed, signedIn: SignedIn) => Promise<void> | void;
}
