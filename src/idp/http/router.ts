/** Exact paths in a map, `:name` patterns in a short list; nothing else. */
import type { Exchange } from "./exchange.js";

export interface Route {
  readonly method: "GET" | "POST" | "OPTIONS";
  /** `/oauth2/v1/token`, or with whole parts as names: `/app/:key/sso/saml/metadata` */
  readonly path: string;
  readonly handle: (exchange: Exchange) => Promise<void> | void;
}

export type Match =
  | { found: "route"; route: Route; params: Record<string, string> }
  | { found: "method"; allowed: string[] }
  | { found: "nothing" };

/** @throws Error when two routes claim the same method and path: a defect */
export function routerOf(routes: readonly Route[]): (method: string, pathname: string) => Match {
  const exact = new Map<string, Map<string, Route>>();
  const patterns: { parts: string[]; byMethod: Map<string, Route> }[] = [];

  for (const route of routes) {
    const parts = route.path.split("/");
    const isPattern = parts.some((part) => part.startsWith(":"));
    let byMethod = isPattern
      ? patterns.find((pattern) => pattern.parts.join("/") === route.path)?.byMethod
      : exact.get(route.path);
    if (!byMethod) {
      byMethod = new Map();
      if (isPattern) patterns.push({ parts, byMethod });
      else exact.set(route.path, byMethod);
    }
    if (byMethod.has(route.method)) throw new Error(`two routes for ${route.method} ${route.path}`);
    byMethod.set(route.method, route);
  }

  return (method, pathname) => {
    const wanted = method === "HEAD" ? "GET" : method;
    const byMethod = exact.get(pathname);
    if (byMethod) return pick(byMethod, wanted, {});

    const parts = pathname.split("/");
    for (const pattern of patterns) {
      const params = matchParts(pattern.parts, parts);
      if (params) return pick(pattern.byMethod, wanted, params);
    }
    return { found: "nothing" };
  };
}

function pick(byMethod: Map<string, Route>, method: string, params: Record<string, string>): Match {
  const route = byMethod.get(method);
  if (route) return { found: "route", route, params };
  return { found: "method", allowed: [...byMethod.keys()] };
}

function matchParts(pattern: string[], parts: string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, want] of pattern.entries()) {
    const part = parts[at] ?? "";
    if (!want.startsWith(":")) {
      if (want !== part) return undefined;
      continue;
    }
    const value = decode(part);
    if (!value) return undefined;
    params[want.slice(1)] = value;
  }
  return params;
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined; // not percent-encoding: no such page
  }
}
