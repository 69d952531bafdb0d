import { Problem } from "../problem.js";

/** Something sealed does not open, although the key is the one that the database was made with. */
export const sealBroken = (cause?: unknown) =>
  new Problem(
    "SEAL_BROKEN",
    5,
    "A sealed secret in the database does not open",
    "it was changed or cut after it was written, or it was sealed under another key",
    "restore the database and its key file from the same backup, or make the secret anew",
    { cause },
  );

/** The database holds sealed secrets, but what they were sealed with is gone. */
export const secretKeyLost = (keyFile: string) =>
  new Problem(
    "SECRET_KEY_LOST",
    5,
    `The secret key of the database is missing: ${keyFile}`,
    "client secrets and private keys in the database are sealed with it and cannot be opened by anything else",
    `put ${keyFile} back, or set APPINT_SECRET_KEY if the database was made with it, or begin anew with another --db`,
  );

/** There is a key, but the database was made with another one. */
export const secretKeyForeign = (source: string, cause?: unknown) =>
  new Problem(
    "SECRET_KEY_FOREIGN",
    5,
    `The secret key in ${source} is not the one of this database`,
    "client secrets and private keys in the database were sealed with another key",
    "bring back the key file or APPINT_SECRET_KEY that the database was made with",
    { cause },
  );

/** The key file is there, but holds something else than a key. */
export const secretKeyDamaged = (keyFile: string) =>
  new Problem(
    "SECRET_KEY_DAMAGED",
    5,
    `The file ${keyFile} holds no secret key`,
    "a secret key is one line of 64 hex digits",
    "restore the file from a backup; nothing else opens the secrets in the database",
  );

/** The key file could be neither read nor made. */
export const secretKeyUnreadable = (keyFile: string, reason: string, cause: unknown) =>
  new Problem(
    "SECRET_KEY_UNREADABLE",
    5,
    `The secret key file ${keyFile} cannot be used`,
    reason,
    `make it and its folder readable and writable for you, or set APPINT_SECRET_KEY`,
    { cause },
  );

/** A passphrase that could be guessed from a stolen database. */
export const secretKeyTooShort = (atLeast: number) =>
  new Problem(
    "SECRET_KEY_TOO_SHORT",
    2,
    "APPINT_SECRET_KEY is too short",
    `a passphrase has at least ${atLeast} characters; better are 32 random bytes in hex or base64`,
    "set it to what this prints: openssl rand -hex 32",
  );
