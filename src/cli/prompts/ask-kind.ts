/** The wizard's first question. A flag that only one kind has answers it already. */
import type { Kind } from "../../integrations/kind.js";
import { ask } from "./ask.js";

export async function askKind(
  kinds: readonly Kind[],
  given: { flags: Record<string, unknown>; metadata: unknown },
): Promise<Kind> {
  const keys = Object.entries(given.flags)
    .filter(([, value]) => value !== undefined)
    .map(([key]) => key);
  const fitting = kinds.filter(
    (kind) =>
      keys.every(
        (key) =>
          kind.fields.some((field) => field.key === key) ||
          !kinds.some((other) => other.fields.some((field) => field.key === key)),
      ) &&
      (given.metadata === undefined || kind.fields.some((field) => field.fromSpMetadata)),
  );
  if (fitting.length === 1 && (keys.length > 0 || given.metadata !== undefined)) return fitting[0] as Kind;
  const id = await ask<string>({
    type: "select",
    message: "Sign-in method",
    choices: kinds.map((kind) => ({ value: kind.id, name: kind.term, description: kind.description })),
  });
  return kinds.find((kind) => kind.id === id) as Kind;
}
