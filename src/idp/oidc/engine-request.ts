/**
 * What the engine works on at the moment: the engine calls back (adapter, accounts, claims) without saying for whom,
 * so the request travels beside it.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Writer } from "../../store/driver.js";
import type { Allowed, Refused } from "../sessions/access.js";
import type { SignedIn } from "../sessions/session.js";
import type { AuthorizationRequest } from "./authorization-request.js";
import type { OidcClient } from "./client.js";
import type { OAuthExchange } from "./server.js";

export interface EngineRequest {
  readonly exchange: OAuthExchange;
  readonly client: OidcClient;
  /** At the authorize endpoint: the request, and the sign-in that `accessTo` has allowed. */
  readonly authorize?: {
    readonly request: AuthorizationRequest;
    readonly access: Allowed;
    readonly signedIn: SignedIn;
  };
  /** The password of this request alone, by which the engine knows a client that has signed who it is. */
  readonly ticket?: string;
  /** May a page of the caller's origin read the answer? Judged in cors.ts, not by the engine. */
  readonly readableByPage?: boolean;
  /** What the engine wants kept, in its order: written with the events of the request, all or nothing. */
  readonly pending: ((tx: Writer) => Promise<void>)[];
  /** Of the browser at authorize; at the token endpoint of the code or refresh token, once that was found. */
  run: string | null;
  /** Whom the tokens are for, once known. */
  user?: Allowed["user"];
  /** That user's name at the app. */
  appUserName?: string;
  /** The app as the run sees it, once the gate has let the user through at the token endpoint. */
  app?: Allowed["app"];
  /** Why tokens were refused although the code was good. */
  denied?: Refused;
  /** What the authorize endpoint answered with, by parameter. */
  authorized?: Readonly<Record<string, unknown>>;
  /** The access token as the client gets it, which the ID token is bound to. */
  accessToken?: string;
  /** Its id, under which it can be revoked. */
  accessTokenId?: string;
  /** What the engine refused with; `error_detail` is for the log alone. */
  failure?: EngineFailure;
  /** Of a defect that was reported: the answer names it. */
  reference?: string;
}

export interface EngineFailure extends Error {
  error?: string;
  error_description?: string;
  error_detail?: string;
}

const current = new AsyncLocalStorage<EngineRequest>();

/** Runs the engine for this request. */
export function withEngineRequest<T>(request: EngineRequest, work: () => Promise<T>): Promise<T> {
  return current.run(request, work);
}

/** @throws Error outside of `withEngineRequest`: a defect */
export function engineRequest(): EngineRequest {
  const request = current.getStore();
  if (!request) throw new Error("the OAuth engine was called without a request");
  return request;
}
