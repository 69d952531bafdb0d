/** The mistake: the redirect URI that is sent is not the one registered, `{url}/callback`. */
import { type RunningApp, startVaried, type ZooOptions } from "./variation.js";

const VARIANTS = {
  path: (uri: URL) => new URL("/auth/callback", uri).href,
  "trailing-slash": (uri: URL) => `${uri.href}/`,
  host: (uri: URL) => uri.href.replace("//localhost", "//127.0.0.1"),
  port: (uri: URL) => Object.assign(new URL(uri), { port: String(Number(uri.port) - 1) }).href,
  scheme: (uri: URL) => uri.href.replace("http:", "https:"),
};

export type RedirectUriVariant = keyof typeof VARIANTS;

/** @param differs the part of the URI that differs */
export const start = ({
  differs = "path",
  ...options
}: ZooOptions & { differs?: RedirectUriVariant }): Promise<RunningApp> =>
  startVaried(
    { protocol: "oidc", ...options },
    {
      env: (env) => ({ ...env, OIDC_REDIRECT_URI: VARIANTS[differs](new URL("/callback", env.BASE_URL)) }),
    },
  );
