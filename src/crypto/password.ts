/**
 * People's passwords are never kept, only what scrypt makes of them.
 * A hash is `scrypt$<log2 N>$<r>$<p>$<salt>$<key>`: its own cost is written in it, so that the cost may rise later.
 */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

const LOG2_N = 15;
const R = 8;
const P = 1;
const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** Above this a hash did not come from here; obeying it would let one row of the database eat the memory. */
const MOST_LOG2_N = 20;

/**
 * Hashes a password (any text; compared after NFC, so that é typed on two keyboards is one é).
 *
 * @param log2N the cost; less than the default only for a password of a machine's making, which nobody can guess anyway
 */
export async function hashPassword(password: string, { log2N = LOG2_N }: { log2N?: number } = {}): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password.normalize("NFC"), salt, KEY_BYTES, cost(log2N, R, P));
  return ["scrypt", log2N, R, P, salt.toString("base64url"), key.toString("base64url")].join("$");
}

/**
 * Is this the password behind the hash? Takes as long for a person without a password or nobody at all (`null`) as for
 * a wrong password, so that time does not tell who exists.
 *
 * @throws Error when the hash is not one of ours
 */
export async function verifyPassword(password: string, hash: string | null | undefined): Promise<boolean> {
  if (!hash) {
    await derive(password.normalize("NFC"), randomBytes(SALT_BYTES), KEY_BYTES, cost(LOG2_N, R, P));
    return false;
  }
  const parts = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([\w-]+)\$([\w-]{43})$/.exec(hash);
  const [log2N, r, p] = [Number(parts?.[1]), Number(parts?.[2]), Number(parts?.[3])];
  if (!parts || log2N < 1 || log2N > MOST_LOG2_N || r !== R || p !== P)
    throw new Error("not a password hash of appint");

  const wanted = Buffer.from(parts[5] as string, "base64url");
  const salt = Buffer.from(parts[4] as string, "base64url");
  const got = await derive(password.normalize("NFC"), salt, wanted.length, cost(log2N, r, p));
  return timingSafeEqual(got, wanted);
}

const cost = (log2N: number, r: number, p: number): ScryptOptions => ({
  N: 2 ** log2N,
  r,
  p,
  maxmem: 2 * 128 * 2 ** log2N * r, // twice what scrypt needs; Node's own limit is exactly too small for N = 2^15
});
