/** Passphrases that cannot be used. */
import { Problem } from "../problem.js";

/** @param source the file or the variable that it comes from */
export const passphraseUnusable = (source: string, why: string) =>
  new Problem(
    "PASSPHRASE_UNUSABLE",
    2,
    `The passphrase in ${source} cannot be used`,
    why,
    "openssl rand -base64 24 > passphrase.txt, and --passphrase-file passphrase.txt",
  );

export const passphraseMissing = () =>
  new Problem(
    "PASSPHRASE_MISSING",
    2,
    "--with-secrets needs a passphrase",
    "secrets leave this database sealed only",
    "--passphrase-file <file>, or set APPINT_PASSPHRASE",
  );
