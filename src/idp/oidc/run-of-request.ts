/**
 * Which run of the smoke test a client's request belongs to: that of the code or token in it. Nothing is used up by
 * asking, so that a client that is refused cannot spoil somebody's code.
 */
import { sha256Hex } from "../../crypto/hash.js";
import { stateById } from "../../store/protocol-state.js";
import type { Idp } from "../idp.js";

const models = [
  ["code", "AuthorizationCode"],
  ["refresh_token", "RefreshToken"],
  ["token", "RefreshToken"],
] as const;

/** @returns the run's id; null where no code or refresh token of ours is in the form, or it belongs to no run */
export async function runOfForm({ store }: Idp, form: URLSearchParams): Promise<string | null> {
  for (const [name, model] of models) {
    const value = form.get(name);
    if (!value) continue;
    const state = await stateById(store.read, model, sha256Hex(value));
    if (typeof state?.payload.run === "string") return state.payload.run;
  }
  return null;
}
