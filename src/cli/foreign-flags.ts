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
        throw foreignFlag(nameOfFlag(field.flag), other.term, label, kind.term);
      }
    }
  }
  const isSeen = kind.fields.some(({ fromApp, path }) => fromApp && path !== "label");
  if (raw.fromUrl !== undefined && !isSeen) throw foreignFlag("--from-url", "OIDC and SAML 2.0", label, kind.term);
  const readsMetadata = kind.fields.some((field) => field.fromSpMetadata);
  if (raw.metadata !== undefined && !readsMetadata) throw foreignFlag("--metadata", "SAML 2.0", label, kind.term);
}
