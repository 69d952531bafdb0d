/** Binds a server to loopback, and only there. */
import type { RequestListener, Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * Listens where the host name of the origin points: `localhost` is 127.0.0.1 and ::1, since a client may try either.
 *
 * @param port 0 takes a free one, the same for both addresses
 * @throws the listen error of Node, EADDRINUSE among them; nothing is left listening then
 */
export async function listenOnLoopback(
  hostname: string,
  port: number,
  onRequest: RequestListener,
): Promise<{ port: number; servers: Server[] }> {
  const first = await listen(hostname === "[::1]" ? "::1" : "127.0.0.1", port, onRequest);
  const bound = (first.address() as AddressInfo).port;
  if (hostname !== "localhost") return { port: bound, servers: [first] };

  try {
    return { port: bound, servers: [first, await listen("::1", bound, onRequest)] };
  } catch (error) {
    // A machine without IPv6 has no ::1 that a client could try.
    if (["EADDRNOTAVAIL", "EAFNOSUPPORT"].includes((error as NodeJS.ErrnoException).code ?? "")) {
      return { port: bound, servers: [first] };
    }
    first.close();
    throw error;
  }
}

function listen(host: string, port: number, onRequest: RequestListener): Promise<Server> {
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, onRequest);
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, () => {
      server.removeListener("error", reject);
      resolve(server);
    });
  });
}
