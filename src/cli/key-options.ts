/** Options of the commands on signing keys: what they take, and which of them contradict each other. */
import { type AuthorizationServer, authorizationServersOf } from "../directory/authorization-servers.js";
import { nearestNames } from "../nearest-names.js";
import type { Org } from "../store/orgs.js";
import { option } from "./arguments.js";
import {
  activatesWhatIsThere,
  flagForApp,
  flagForOrg,
  kidWithoutActivate,
  unknownFormat,
  unknownServer,
} from "./key-problems.js";
import { notANumber } from "./problems.js";

/** Years between which the platform makes certificates. */
const [FEWEST, MOST] = [2, 10];

export const yearsOption = option(
  "--years <number>",
  `how long the new certificate is good for: ${FEWEST} to ${MOST}`,
  {
    defaultText: "10",
    parse(text): number {
      const years = Number(text);
      if (!/^\d+$/.test(text) || years < FEWEST || years > MOST)
        throw notANumber("--years", text, `a whole number from ${FEWEST} to ${MOST}`, String(MOST));
      return years;
    },
  },
);

export const KEY_FORMATS = ["pem", "jwk", "jwks"] as const;
export type KeyFormat = (typeof KEY_FORMATS)[number];

export const formatOption = option<KeyFormat>(`--format <${KEY_FORMATS.join("|")}>`, "how it is written", {
  defaultText: "pem of an app, jwks of the org",
  parse(text) {
    const format = KEY_FORMATS.find((known) => known === text);
    if (!format) throw unknownFormat(text, KEY_FORMATS, nearestNames(text.toLowerCase(), KEY_FORMATS)[0]);
    return format;
  },
});

/** The authorization server that `--server` names: `org`, or the id of a custom one. @throws Problem UNKNOWN_SERVER */
export function serverNamed(org: Org, id: string): AuthorizationServer {
  const servers = authorizationServersOf(org);
  const found = servers.find((server) => server.id === id);
  if (!found)
    throw unknownServer(
      id,
      servers.map((server) => server.id),
    );
  return found;
}

interface RotationFlags {
  activate?: boolean;
  kid?: string;
  years?: number;
  server?: string;
}

/**
 * Nothing that was typed is left unheeded.
 *
 * @param app slug of the app that was named
 * @throws Problem FLAG_FOR_APP, FLAG_FOR_ORG, KID_WITHOUT_ACTIVATE, ACTIVATES_WHAT_IS_THERE
 */
export function refuseUnheeded(app: string | undefined, { activate, kid, years, server }: RotationFlags): void {
  if (app === undefined) {
    const given = activate ? "--activate" : kid !== undefined ? "--kid" : years !== undefined ? "--years" : undefined;
    if (given) throw flagForApp(given);
    return;
  }
  if (server !== undefined) throw flagForOrg("--server");
  if (kid !== undefined && !activate) throw kidWithoutActivate(app, kid);
  if (years !== undefined && activate) throw activatesWhatIsThere(app, years);
}
