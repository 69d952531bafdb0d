// Packages of real counterparts that come without types: as much of them as the counterparts here use.

declare module "express" {
  import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";

  interface Session {
    [name: string]: unknown;
    regenerate(done: (error?: unknown) => void): void;
  }
  export interface Request extends IncomingMessage {
    originalUrl: string;
    body: Record<string, string>;
    session: Session;
    /** Set by passport: the profile of whoever is signed in. */
    user?: { id: string; displayName?: string; emails?: { value: string }[] };
  }
  export interface Response extends ServerResponse {
    status(code: number): Response;
    type(name: string): Response;
    send(body: string): Response;
    json(value: unknown): Response;
    redirect(location: string): void;
    redirect(status: number, location: string): void;
  }
  export type Handler = (request: Request, response: Response, next: (error?: unknown) => void) => unknown;
  /** express tells an error handler from a handler by its four parameters. */
  type ErrorHandler = (error: Error & { status?: number }, ...rest: Parameters<Handler>) => unknown;
  interface Application {
    use(handler: Handler | ErrorHandler): void;
    get(path: string, ...handlers: Handler[]): void;
    post(path: string, ...handlers: Handler[]): void;
  }
  const express: {
    (): Application & RequestListener;
    urlencoded(options: { extended: boolean; limit: string }): Handler;
  };
  export default express;
}

declare module "express-session" {
  import type { Handler } from "express";

  export default function session(options: {
    name: string;
    secret: string;
    resave: boolean;
    saveUninitialized: boolean;
    cookie?: { sameSite?: "lax" | "strict" | "none"; secure?: boolean; httpOnly?: boolean };
  }): Handler;
}

declare module "passport" {
  import type { Handler, Request } from "express";

  type User = Request["user"];
  type Done = (error: null, user: User) => void;
  const passport: {
    Passport: new () => {
      use(strategy: unknown): void;
      serializeUser(keep: (user: User, done: Done) => void): void;
      deserializeUser(restore: (kept: User, done: Done) => void): void;
      session(): Handler;
      authenticate(strategy: string, options?: { keepSessionInfo?: boolean }): Handler;
    };
  };
  export default passport;
}

declare module "passport-oauth2" {
  export default class Strategy {
    constructor(options: Record<string, unknown>, verify: () => void);
  }
}

declare module "passport-openidconnect" {
  export default class Strategy {
    constructor(
      options: Record<string, unknown>,
      verify: (issuer: string, profile: unknown, done: (error: null, user: unknown) => void) => void,
    );
  }
}
