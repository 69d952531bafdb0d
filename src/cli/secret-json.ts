/** A client secret as `--json` prints it: the platform's object, in which the secret is masked unless it is to be told. */
import { secretHash } from "../directory/client-secrets.js";
import type { Secret } from "../store/secrets.js";

export const SECRET_JSON_MEMBERS = ["id", "status", "client_secret", "secret_hash", "created", "lastUpdated"] as const;

/** @param clear the secret itself; shown in full only with `reveal`, else by its last characters */
export const secretJson = (
  { id, status, created, lastUpdated }: Secret,
  clear: string,
  { reveal }: { reveal: boolean },
): Record<(typeof SECRET_JSON_MEMBERS)[number], string> => ({
  id,
  status,
  client_secret: reveal ? clear : masked(clear),
  secret_hash: secretHash(clear),
  created: created.toISOString(),
  lastUpdated: lastUpdated.toISOString(),
});

/** As the platform masks it: the last four characters, which tell two secrets from one another. */
export const masked = (clear: string): string => `***${clear.slice(-4)}`;
