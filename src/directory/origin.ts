/** The IdP's address: one loopback origin for an org, chosen once and kept. */
import { Problem } from "../problem.js";

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
