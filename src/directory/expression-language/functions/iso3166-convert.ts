/** `Iso3166Convert.…`: each takes a country by its two letters, three letters or number. */
import type { Country } from "iso-3166-1/dist/iso-3166.js";
import { defineFunction, NoValue } from "../function.js";
import { countries } from "../libraries.js";

const converted = (member: keyof Country) =>
  defineFunction(["text"], async ([text]) => {
    const all = await countries();
    const country = all.whereAlpha2(text) ?? all.whereAlpha3(text) ?? all.whereNumeric(text.padStart(3, "0"));
    if (!country) throw new NoValue("it is no country of ISO 3166");
    return country[member];
  });

export const iso3166Functions = {
  "Iso3166Convert.toAlpha2": converted("alpha2"),
  "Iso3166Convert.toAlpha3": converted("alpha3"),
  "Iso3166Convert.toNumeric": converted("numeric"),
  "Iso3166Convert.toName": converted("country"),
};
