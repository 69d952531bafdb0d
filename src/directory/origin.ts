/** The IdP's address: one loopback origin for an org, chosen once and kept. */
import { Problem } from "../problem.js";

/** Where the IdP of an org lives unless told otherwise: a foreign site to every app on `localhost`. */
export const DEFAULT_ORIGIN = "http://127.0.0.1:7700";

const LOOPBACK = new Set(["127.0.0.1", "localhost"]);

/** The origin without path or trailing slash. @throws Problem ORIGIN_INVALID unless it is http on a loopback name with a port */
export function checkedOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    url === undefined ||
    url.protocol !== "http:" ||
    !LOOPBACK.has(url.hostname) ||
    url.pathname !== "/" ||
    url.search ||
    url.hash
  ) {
    throw new Problem(
      "ORIGIN_INVALID",
      2,
      `"${text}" cannot be the address of the identity provider`,
      "it listens on this machine only: http://127.0.0.1:<port> or http://localhost:<port>",
      "APPINT_ORIGIN=http://127.0.0.1:7700",
    );
  }
  return url.origin;
}

/** The port that an origin stands for; both loopback names of one port are one address. */
export const portOf = (origin: string): number => Number(new URL(origin).port || 80);

/** The first origin from `start` upward whose port no org has, listening or not: the one who stops may start again. */
export function freeOrigin(start: string, orgs: readonly { origin: string }[]): string {
  const taken = new Set(orgs.map(({ origin }) => portOf(origin)));
  let port = portOf(start);
  while (taken.has(port)) port = port === 65_535 ? 1024 : port + 1;
  return new URL(`http://${new URL(start).hostname}:${port}`).origin;
}
