/** Problems of typing commands on signing keys. Exit status 2, but for a server that is not there. */
import { Problem } from "../problem.js";

export const unknownServer = (typed: string, ids: readonly string[]) =>
  new Problem(
    "UNKNOWN_SERVER",
    3,
    `There is no authorization server "${typed}"`,
    `this org has ${ids.join(" and ")}`,
    `--server ${ids[0]}`,
  );

export const unknownFormat = (typed: string, formats: readonly string[], nearest: string | undefined) =>
  new Problem(
    "UNKNOWN_FORMAT",
    2,
    `--format "${typed}" cannot be used`,
    `a key is written as ${formats.join(", ")}`,
    `--format ${nearest ?? formats[0]}`,
  );

export const flagForApp = (flag: string) =>
  new Problem(
    "FLAG_FOR_APP",
    2,
    `${flag} is given, and no app`,
    "keys of the org have no certificate, and the next one of them signs at once",
    `leave ${flag} out, or name the app: appint keys rotate <app> ${flag}`,
  );

export const flagForOrg = (flag: string) =>
  new Problem(
    "FLAG_FOR_ORG",
    2,
    `${flag} does not go with an app`,
    "an app has keys of its own, which no authorization server signs with",
    `leave ${flag} out`,
  );

export const kidWithoutActivate = (app: string, kid: string) =>
  new Problem(
    "KID_WITHOUT_ACTIVATE",
    2,
    "--kid is given without --activate",
    "a new key gets its kid when it is made; only a key that is there can be named",
    `appint keys rotate ${app} --activate --kid ${kid}`,
  );

export const activatesWhatIsThere = (app: string, years: number) =>
  new Problem(
    "ACTIVATES_WHAT_IS_THERE",
    2,
    "--years does not go with --activate",
    "the certificate that is activated says already when it ends",
    `appint keys rotate ${app} --years ${years}, then appint keys rotate ${app} --activate`,
  );

export const formatWithJson = (format: string) =>
  new Problem(
    "FORMAT_WITH_JSON",
    2,
    `--format ${format} does not go with --json`,
    "--json prints a key set, as --format jwks does",
    "leave one of them out",
  );
