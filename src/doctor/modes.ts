import { chmodSync, statSync } from "node:fs";
import type { Finding } from "./check.js";

/** A warning where others than the owner can reach it, mended by this mode; Windows has no such modes. */
export function openToOthers(path: string, mode: number): Finding[] {
  const found = statSync(path).mode & 0o777;
  if (process.platform === "win32" || (found & 0o077) === 0) return [];
  const [is, should] = [found, mode].map((bits) => `0${bits.toString(8)}`);
  return [
    {
      verdict: "warning",
      seen: `${path} is open to others (mode ${is})`,
      fix: `chmod ${should} ${path}`,
      mend: { what: `set the mode of ${path} to ${should}`, run: async () => chmodSync(path, mode) },
    },
  ];
}
