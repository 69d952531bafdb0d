/** `--env-map`: whether what it renames exists in this kind of app. How it is written is the field's own matter. */

import type { Kind } from "../integrations/kind.js";
import { type EnvMap, environmentNames, variablesOf } from "../integrations/other-side.js";
import { nearestNames } from "../nearest-names.js";
import { envMapTwice, unknownEnvName } from "./problems.js";

/** @throws Problem UNKNOWN_ENV_NAME; ENV_MAP_TWICE where one variable would get two values */
export function checkEnvMap(kind: Kind, envMap: EnvMap = []): void {
  const names = environmentNames(kind);
  for (const { name, variable } of envMap)
    if (!names.includes(name)) throw unknownEnvName(name, variable, names, nearestName(name, names), kind.term);
  const taken = new Map<string, string>();
  for (const name of names) {
    for (const variable of variablesOf(name, envMap)) {
      const other = taken.get(variable);
      if (other !== undefined) throw envMapTwice(variable, other, name);
      taken.set(variable, name);
    }
  }
}

/** People leave the prefix out as often as they mistype: `CLIENT_ID`, `client_id`. */
function nearestName(typed: string, names: readonly string[]): string | undefined {
  const wanted = typed.toUpperCase();
  return nearestNames(wanted, names)[0] ?? names.find((name) => name.endsWith(`_${wanted}`));
}
