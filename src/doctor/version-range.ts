/** Ranges of versions as package.json writes them for engines: `^20.19.0 || ^22.14.0 || >=24`. */

/** Is the version in the range? Only `^` and `>=` are understood, joined by `||`. @throws Error for another range */
export function satisfies(version: string, range: string): boolean {
  return range.split("||").some((part) => {
    const [, operator, from = ""] = /^\s*(\^|>=)\s*(\d+(?:\.\d+){0,2})\s*$/.exec(part) ?? [];
    if (!operator) throw new Error(`a range of versions that is not understood: ${part}`);
    const [wanted, got] = [numbersOf(from), numbersOf(version)];
    return compare(got, wanted) >= 0 && (operator === ">=" || got[0] === wanted[0]);
  });
}

const numbersOf = (version: string): number[] => version.replace(/-.*$/, "").split(".").map(Number);

function compare(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < 3; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
