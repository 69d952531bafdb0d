import { Problem } from "../problem.js";
import type { Field } from "./field.js";

/** A value for a setting that the other settings leave no room for. */
export const meansNothingHere = ({ flag, term, meansOnlyWith }: Pick<Field, "flag" | "term" | "meansOnlyWith">) =>
  new Problem(
    "MEANS_NOTHING",
    2,
    `${term} means nothing beside these settings`,
    meansOnlyWith ?? "the other settings leave no room for it",
    `leave ${flag} out`,
  );
