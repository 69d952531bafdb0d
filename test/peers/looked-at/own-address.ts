import type { RequestListener } from "node:http";
import { freePort, type Listening, listen } from "../harness/listen.js";

/** Serves an app that must know its own address. */
export async function listenAt(makeApp: (url: string) => RequestListener): Promise<Listening> {
  const port = await freePort();
  return await listen(makeApp(`http://localhost:${port}`), port);
}
