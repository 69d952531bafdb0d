/** Every function of the language by its name. */
import type { LanguageFunction } from "../function.js";
import { arraysFunctions } from "./arrays.js";
import { convertFunctions } from "./convert.js";
import { groupFunctions } from "./groups.js";
import { iso3166Functions } from "./iso3166-convert.js";
import { stringFunctions } from "./string.js";
import { timeFunctions } from "./time.js";
import { userFunctions } from "./user.js";

export const FUNCTIONS: ReadonlyMap<string, LanguageFunction> = new Map(
  Object.entries({
    ...stringFunctions,
    ...arraysFunctions,
    ...convertFunctions,
    ...iso3166Functions,
    ...timeFunctions,
    ...groupFunctions,
    ...userFunctions,
  }),
);
