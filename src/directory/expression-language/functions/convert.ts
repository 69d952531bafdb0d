/** `Convert.…` */
import { defineFunction, NoValue } from "../function.js";

export const convertFunctions = {
  /** Rounds: 123.6 is 124. */
  "Convert.toInt": defineFunction(["number"], ([number]) => {
    const whole = Math.round(number);
    if (!Number.isSafeInteger(whole)) throw new NoValue("it is too large for a whole number");
    return whole;
  }),
  "Convert.toNum": defineFunction(["number"], ([number]) => number),
};
