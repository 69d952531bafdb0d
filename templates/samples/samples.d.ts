// The samples are plain JavaScript, as people will copy them; this is what the rest of the repository may rely on.

declare module "*/samples/oidc/app.js" {
  type Env = Record<string, string | undefined>;
  type App = import("node:http").RequestListener;

  /** The request handler; `env.BASE_URL` must be set. */
  export function createApp(env: Env): App;
  /** Serves the app: port 0 (the default) is any free one; `env` is `process.env` by default. */
  export function start(options?: { port?: number; env?: Env }): Promise<{ url: string; close(): Promise<void> }>;
}

declare module "*/samples/saml/app.js" {
  export { createApp, start } from "*/samples/oidc/app.js";
}

declare module "*/samples/saml-lost-state/app.js" {
  export { createApp, start } from "*/samples/oidc/app.js";
}

declare module "*/samples/oidc/web.js" {
  type Env = Record<string, string | undefined>;

  /** The page as an absolute URL; the home page when the path would lead to another origin. */
  export function ownPage(path: unknown, baseUrl: string): string;

  /** Serves `createApp(env)` on the loopback interface, with `env.BASE_URL` filled in when it is not set. */
  export function serve(
    createApp: (env: Env & { BASE_URL: string }) => import("node:http").RequestListener,
    options: { port: number; env: Env },
  ): Promise<{ url: string; close(): Promise<void> }>;
}
