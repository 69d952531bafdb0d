/** Keeps an app's secrets out of what a run tells, also where the app itself shows them on a page or in its log. */
import { REDACTED } from "../system-log/redaction.js";
import type { CheckResult } from "./report.js";

/** The text with each secret, plain or as in a URL, masked. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  let masked = text;
  for (const secret of secrets.filter((each) => each !== ""))
    for (const form of new Set([secret, encodeURIComponent(secret)])) masked = masked.replaceAll(form, REDACTED);
  return masked;
}

/** A check's result with every secret masked in whatever it says. */
export function resultWithoutSecrets(result: CheckResult, secrets: readonly string[]): CheckResult {
  if (secrets.length === 0) return result;
  const said = Object.entries(result).map(([key, value]) => [
    key,
    typeof value === "string"
      ? withoutSecrets(value, secrets)
      : Array.isArray(value)
        ? value.map((line) => withoutSecrets(line, secrets))
        : value,
  ]);
  return Object.fromEntries(said) as CheckResult;
}
