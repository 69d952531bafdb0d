/** Servers of the tests: free ports, and an end that waits for nobody. */
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that runs: its address without a trailing slash, and how to stop it. */
export interface Listening {
  url: string;
  close(): Promise<void>;
}

/**
 * Serves `listener` on the loopback interface.
 *
 * @param port 0 for any free one
 * @param host the loopback name in the address: another name is another site to a browser
 */
export async function listen(listener: RequestListener, port = 0, host = "localhost"): Promise<Listening> {
  const server = createServer(listener).listen(port, host);
  await once(server, "listening");
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** A port that was free a moment ago, for an app whose address must be known before it starts. */
export async function freePort(): Promise<number> {
  const { url, close } = await listen(() => {});
  await close();
  return Number(new URL(url).port);
}
