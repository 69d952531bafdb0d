/** A flag of one kind of integration given for another: refused, never silently ignored. */
import type { Kind } from "../integrations/kind.js";
import { kinds } from "../integrations/registry.js";
import { nameOfFlag } from "./arguments.js";
import { foreignFlag } from "./problems.js";

/** @param raw what was typed, by field key; @throws Problem FOREIGN_FLAG */
export async function refuseForeignFlags(kind: Kind, raw: Record<string, unknown>, label: string): Promise<void> {
  const own = new Set(kind.fields.map(({ key }) => key));
  for (const other of await kinds()) {
    for (const field of other.fields) {
      if (raw[field.key] !== undefined && !own.has(field.key)) {
        throw foreignFlag(nameOfFlag(field.flag), other.term, label, kind.term, field.notElsewhere);
      }
    }
  }
  const refuse = async (flag: string, isAble: (kind: Kind) => boolean) => {
    if (isAble(kind)) return;
    const able = (await kinds()).filter(isAble).map(({ term }) => term);
    throw foreignFlag(flag, able.join(", "), label, kind.term);
  };
  if (raw.fromUrl !== undefined) await refuse("--from-url", isSeen);
  if (raw.metadata !== undefined) await refuse("--metadata", readsMetadata);
}

/** Whether an SP's metadata says anything of a kind. */
export const readsMetadata = ({ fields }: Kind): boolean => fields.some(({ fromSpMetadata }) => fromSpMetadata);

/** Whether a running app shows anything of its kind but a name. */
export const isSeen = ({ fields }: Kind): boolean => fields.some(({ fromApp, path }) => fromApp && path !== "label");
