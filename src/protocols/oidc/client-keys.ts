/**
 * The public keys of a client: what may be registered, and how a key is read from what people have: a set, one key as
 * JSON, a PEM block.
 *
 * @see rfc7517 §4, §5, rfc7518 §6
 */
import { createHash, createPublicKey, type JsonWebKey } from "node:crypto";

/** A key as the platform keeps it. */
export interface ClientKey {
  kty: string;
  kid?: string;
  use?: string;
  alg?: string;
  status?: "ACTIVE" | "INACTIVE";
  e?: string;
  n?: string;
  crv?: string;
  x?: string;
  y?: string;
}

export const MOST_KEYS = 50;
const SHORTEST_RSA = 2048;
const CURVES = ["P-256", "P-384", "P-521"];
/** What only the owner may have. @see rfc7518 §6.2.2, §6.3.2, §6.4 */
const PRIVATE_MEMBERS = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

/** The keys of a set, of one key, or of a PEM block; undefined where the text is none of these. */
export function readClientKeys(text: string): unknown[] | undefined {
  if (/-----BEGIN (RSA )?PUBLIC KEY-----|-----BEGIN CERTIFICATE-----/.test(text)) {
    try {
      const jwk = createPublicKey(text).export({ format: "jwk" });
      return [{ kid: thumbprint(jwk), use: "sig", ...jwk }];
    } catch {
      return undefined;
    }
  }
  // Read only to be refused by what it is: it has what a public key has not.
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) return [{ kty: "PEM", d: "" }];
  try {
    const read = JSON.parse(text) as { keys?: unknown; kty?: unknown } | null;
    if (Array.isArray(read?.keys)) return read.keys;
    return typeof read?.kty === "string" ? [read] : undefined;
  } catch {
    return undefined;
  }
}

/** Each key with the members that the platform keeps, in its order, and active unless it says otherwise. */
export const keptKeys = (keys: readonly ClientKey[]): ClientKey[] =>
  keys.map(({ kty, kid, use, alg, status = "ACTIVE", e, n, crv, x, y }) =>
    Object.fromEntries(
      Object.entries({ kty, alg, kid, use, status, e, n, crv, x, y }).filter(([, value]) => value !== undefined),
    ),
  ) as unknown as ClientKey[];

/** Why these cannot be the keys of a client, as a sentence without a full stop. */
export function problemOfKeys(keys: readonly unknown[]): string | undefined {
  if (keys.length === 0) return "the set has no key in it";
  if (keys.length > MOST_KEYS) return `the set has ${keys.length} keys; an app can have ${MOST_KEYS}`;
  for (const [index, key] of keys.entries()) {
    const problem = problemOfKey(key, index);
    if (problem) return problem;
  }
  const kids = keys.map((key) => (key as ClientKey).kid);
  if (kids.length > 1 && kids.includes(undefined)) return "of several keys each needs a kid, by which one is picked";
  const twice = kids.find((kid, index) => kids.indexOf(kid) !== index);
  if (twice !== undefined) return `two keys have the kid "${twice}"`;
  const active = keys.filter((key) => (key as ClientKey).status !== "INACTIVE");
  if (active.filter((key) => (key as ClientKey).use === "enc").length > 1) return "two keys are for encryption";
  return undefined;
}

function problemOfKey(key: unknown, index: number): string | undefined {
  if (typeof key !== "object" || key === null) return `key ${index + 1} is no JSON object`;
  const jwk = key as Record<string, unknown>;
  const name = typeof jwk.kid === "string" ? `the key "${jwk.kid.slice(0, 60)}"` : `key ${index + 1}`;
  if (jwk.kty === "PEM") return "it is a private key, which nobody but the app may have; give its public half";
  const secret = PRIVATE_MEMBERS.find((member) => member in jwk);
  if (secret)
    return `${name} has its private half in it (${secret}), which nobody but the app may have; leave that out`;
  for (const member of ["kid", "use", "alg"])
    if (jwk[member] !== undefined && (typeof jwk[member] !== "string" || jwk[member] === ""))
      return `${name} has a ${member} that is no text`;
  if (jwk.use !== undefined && jwk.use !== "sig" && jwk.use !== "enc") return `${name} is for neither sig nor enc`;
  if (jwk.status !== undefined && jwk.status !== "ACTIVE" && jwk.status !== "INACTIVE")
    return `${name} is neither ACTIVE nor INACTIVE`;
  if (jwk.kty !== "RSA" && jwk.kty !== "EC") return `${name} is of the type ${String(jwk.kty)}; RSA and EC can be used`;
  if (jwk.kty === "EC" && !CURVES.includes(jwk.crv as string)) return `${name} is not on ${CURVES.join(", ")}`;
  return problemOfNumbers(jwk, name);
}

function problemOfNumbers(jwk: Record<string, unknown>, name: string): string | undefined {
  try {
    const { asymmetricKeyDetails: details } = createPublicKey({ key: jwk as JsonWebKey, format: "jwk" });
    const bits = details?.modulusLength;
    if (bits !== undefined && bits < SHORTEST_RSA) return `${name} has ${bits} bits; RSA needs ${SHORTEST_RSA}`;
    return undefined;
  } catch {
    return `${name} is no key: its numbers cannot be read`;
  }
}

/** @see rfc7638 §3 */
function thumbprint({ crv, e, kty, n, x, y }: JsonWebKey): string {
  const needed = kty === "RSA" ? { e, kty, n } : { crv, kty, x, y };
  return createHash("sha256").update(JSON.stringify(needed)).digest("base64url");
}
