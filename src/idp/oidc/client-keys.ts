/**
 * The public keys with which a client's signatures are verified: kept with the app, or fetched from the address that its
 * admin named. Fetching is bounded in time, size and number, and never follows a redirect: whoever may write settings
 * decides what is asked, nobody who sends a request does.
 */
import type { ClientKey, OidcClient } from "./client.js";

const TIMEOUT_MS = 3_000;
const MOST_BYTES = 64 * 1024;
/** Keys are asked for anew after this time, and before it where a signature names a key that is not among them. */
const FRESH_MS = 5 * 60_000;
/** Not more often than this, whoever signs with what. */
const PAUSE_MS = 5_000;
const MOST_ADDRESSES = 100;

interface Fetched {
  keys: ClientKey[];
  at: number;
}

const known = new Map<string, Promise<Fetched>>();

/**
 * The active signing keys of the client.
 *
 * @param kid the key that a signature names: with an address, its absence has the keys fetched again
 * @throws KeysUnreachable when they have to be fetched and cannot be
 */
export async function clientKeys(client: OidcClient, kid: string | undefined, now: Date): Promise<ClientKey[]> {
  const all = client.jwksUri === undefined ? client.jwks : await fetchedKeys(client.jwksUri, kid, now.getTime());
  return all.filter(({ status = "ACTIVE", use = "sig" }) => status === "ACTIVE" && use === "sig");
}

/** Why the keys of a client could not be had: for the log alone. */
export class KeysUnreachable extends Error {}

async function fetchedKeys(uri: string, kid: string | undefined, now: number): Promise<ClientKey[]> {
  const last = await known.get(uri)?.catch(() => undefined);
  const age = last === undefined ? Number.POSITIVE_INFINITY : now - last.at;
  const isMissing = kid !== undefined && last !== undefined && !last.keys.some((key) => key.kid === kid);
  if (last && age < FRESH_MS && !(isMissing && age >= PAUSE_MS)) return last.keys;
  if (known.size >= MOST_ADDRESSES) known.clear();
  const fetching = fetchKeys(uri).then((keys) => ({ keys, at: now }));
  known.set(uri, fetching);
  try {
    return (await fetching).keys;
  } catch (error) {
    known.delete(uri);
    throw error;
  }
}

async function fetchKeys(uri: string): Promise<ClientKey[]> {
  try {
    const answer = await fetch(uri, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { accept: "application/jwk-set+json, application/json" },
      redirect: "error",
    });
    if (!answer.ok) throw new KeysUnreachable(`${uri} answers ${answer.status}`);
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of answer.body ?? []) {
      bytes += (chunk as Uint8Array).length;
      if (bytes > MOST_BYTES) throw new KeysUnreachable(`${uri} answers more than ${MOST_BYTES} bytes`);
      chunks.push(chunk as Uint8Array);
    }
    const set: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    const { keys } = (set ?? {}) as { keys?: unknown };
    if (!Array.isArray(keys)) throw new KeysUnreachable(`${uri} answers no set of keys`);
    return keys.filter((key): key is ClientKey => typeof key === "object" && key !== null);
  } catch (error) {
    if (error instanceof KeysUnreachable) throw error;
    const { cause, message } = error as { cause?: { code?: string; message?: string }; message: string };
    throw new KeysUnreachable(`${uri} cannot be read: ${cause?.code ?? cause?.message ?? message}`);
  }
}
