/** What is asked of the person rather than read from the profile. */
import { defineFunction, NoValue } from "../function.js";

export const userFunctions = {
  "user.getInternalProperty": defineFunction(["text"], ([name], { internal }) => {
    if (name !== "id" && name !== "status")
      throw new NoValue(`"${name}" is no internal property: "id" and "status" are`);
    return internal[name];
  }),
  // No directory is connected here.
  hasDirectoryUser: defineFunction([], () => false),
  hasWorkdayUser: defineFunction([], () => false),
};
