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
  if (raw.fromUrl !== undefined && !isSeen(kind)) {
    const able = (await kinds()).filter(isSeen).map(({ term }) => term);
    throw foreignFlag("--from-url", able.join(", "), label, kind.term);
  }
  const readsMetadata = kind.fields.some((field) => field.fromSpMetadata);
  if (raw.metadata !== undefined && !readsMetadata) throw foreignFlag("--metadata", "SAML 2.0", label, kind.term);
}

/** Whether a running app shows anything of its kind but a name. */
export const isSeen = ({ fields }: Kind): boolean => fields.some(({ fromApp, path }) => fromApp && path !== "label");
