/**
 * Secrets of a file that leaves this machine: AES-256-GCM under a key that scrypt makes of a passphrase.
 *
 * Salt and nonce are made of what they are for, not drawn: the same secrets under the same passphrase give the same file,
 * so that two exports can be compared. A nonce is an HMAC of the text and of its place (a synthetic one): it is the same
 * only for the same text in the same place, which tells an onlooker nothing but that.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, type ScryptOptions, scrypt } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

const R = 8;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** How the key is made; it stands in the file in clear. */
export interface KeyDerivation {
  kdf: "scrypt";
  /** The cost: scrypt's N is 2 to its power. 17 takes half a second and 128 MB. */
  log2N: number;
  r: typeof R;
  p: 1;
  /** 16 bytes in base64url. */
  salt: string;
}

/** Salt for what belongs to one thing: an id with its own random part is as good as chance. */
export const derivationFor = (thing: string, log2N = 17): KeyDerivation => ({
  kdf: "scrypt",
  log2N,
  r: R,
  p: 1,
  salt: createHash("sha256").update(`appint passphrase salt\0${thing}`).digest().subarray(0, 16).toString("base64url"),
});

export interface PassphraseKey {
  /** @param place where the secret stands; it opens in the same place only */
  seal(text: string, place: string): string;
  /** Undefined for what was changed, moved, or sealed under another passphrase. */
  open(sealed: string, place: string): string | undefined;
  /** Proves that bytes come from somebody who knows the passphrase. */
  mac(): { update(bytes: Uint8Array | string): unknown; digest(): string };
}

/** Takes as long as its cost says. */
export async function keyOfPassphrase(passphrase: string, { log2N, salt }: KeyDerivation): Promise<PassphraseKey> {
  const N = 2 ** log2N;
  const options = { N, r: R, p: 1, maxmem: 2 * 128 * N * R };
  const bytes = await derive(passphrase.normalize("NFC"), Buffer.from(salt, "base64url"), 3 * KEY_BYTES, options);
  const [key, nonceKey, macKey] = [0, 1, 2].map((part) => bytes.subarray(part * KEY_BYTES, (part + 1) * KEY_BYTES)) as [
    Buffer,
    Buffer,
    Buffer,
  ];
  return {
    seal(text, place) {
      const nonce = createHmac("sha256", nonceKey).update(`${place}\0`).update(text).digest().subarray(0, NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
    },
    open(sealed, place) {
      const all = Buffer.from(sealed, "base64url");
      if (all.length < NONCE_BYTES + TAG_BYTES) return undefined;
      const decipher = createDecipheriv("aes-256-gcm", key, all.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(place))
        .setAuthTag(all.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      try {
        return Buffer.concat([decipher.update(all.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString(
          "utf8",
        );
      } catch {
        return undefined;
      }
    },
    mac() {
      const hmac = createHmac("sha256", macKey);
      return { update: (part) => hmac.update(part), digest: () => hmac.digest("base64url") };
    },
  };
}
