import { Problem } from "../../problem.js";

export const attributeTwice = (name: string) =>
  new Problem(
    "ATTRIBUTE_TWICE",
    2,
    `The attribute "${name}" is there twice`,
    "a name stands for one attribute, over --attribute and --group-attribute together",
    "give one of them another name, or take it away with --unset group-attribute",
  );
