/**
 * What is true of a sound database, whatever happened to it: commands killed, processes writing at once. `appint doctor`
 * asks all of them, and so do the tests that kill commands. Each is a file in `invariants/`, found by its folder.
 */
import type { Writer } from "../store/driver.js";
import type { Inspection } from "../store/inspect.js";

/** A place where an invariant does not hold. */
export interface Breach {
  /** One line without a full stop: which rows, and what is wrong with them. */
  seen: string;
  /** Takes away what nothing uses or restores what can be derived; absent where something would be lost by it. */
  mend?: { what: string; run(tx: Writer): Promise<unknown> };
  /** What to type where it cannot be mended. */
  fix?: string;
}

export interface Inspected extends Pick<Inspection, "read" | "references" | "columns"> {
  /** Absent where the secret key is lost: what is sealed is not asked then. */
  unseal: ((sealed: string) => string) | undefined;
}

export interface Invariant {
  /** The sentence that holds. */
  says: string;
  breaches(database: Inspected): Promise<Breach[]>;
}

export const defineInvariant = (invariant: Invariant): Invariant => invariant;

const modules = import.meta.glob<{ default: Invariant }>("./invariants/*.ts");

/** Every invariant by its name, in alphabetical order. */
export const invariants = async (): Promise<{ name: string; invariant: Invariant }[]> =>
  await Promise.all(
    Object.entries(modules)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(async ([path, load]) => ({
        name: path.replace(/^.*\/|\.ts$/g, ""),
        invariant: (await load()).default,
      })),
  );

/** Where which invariant does not hold; empty for a sound database. */
export async function breachesOf(database: Inspected): Promise<(Breach & { invariant: string })[]> {
  const found = [];
  for (const { name, invariant } of await invariants()) {
    for (const breach of await invariant.breaches(database)) found.push({ ...breach, invariant: name });
  }
  return found;
}
