/** `Arrays.…`. A text of values separated by commas is taken as a list. */
import { defineFunction, NoValue } from "../function.js";
import { textOf, type Value } from "../values.js";

const same = (one: Value, other: Value): boolean => one === other || textOf(one) === textOf(other);
const flat = (values: readonly Value[]): Value[] =>
  values.flatMap((value) => (Array.isArray(value) ? flat(value) : [value]));

export const arraysFunctions = {
  "Arrays.add": defineFunction(["list", "any"], ([list, value]) => [...list, value]),
  "Arrays.remove": defineFunction(["list", "any"], ([list, value]) => list.filter((each) => !same(each, value))),
  "Arrays.clear": defineFunction(["list or nothing"], () => []),
  "Arrays.flatten": defineFunction([], ([...values]) => flat(values), { more: "any" }),
  "Arrays.get": defineFunction(["list", "integer"], ([list, index]) => {
    const value = list[index];
    if (value === undefined) throw new NoValue(`there is no element ${index}: the list has ${list.length}`);
    return value;
  }),
  "Arrays.contains": defineFunction(["list", "any"], ([list, value]) => list.some((each) => same(each, value))),
  "Arrays.size": defineFunction(["list or nothing"], ([list]) => list?.length ?? 0),
  "Arrays.isEmpty": defineFunction(["list or nothing"], ([list]) => (list?.length ?? 0) === 0),
  "Arrays.toCsvString": defineFunction(["list"], ([list]) => list.map(textOf).join(",")),
};
