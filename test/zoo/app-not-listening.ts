/** The mistake: nothing listens at the address. */
import { serve } from "../../templates/samples/oidc/web.js";
import type { RunningApp } from "./variation.js";

export async function start({ port = 0 }: { port?: number } = {}): Promise<RunningApp> {
  const { url, close } = await serve(() => () => {}, { port, env: {} });
  await close();
  return { url, close: async () => {} };
}
