/** `--since`: a time, or how long ago. */
import { Problem } from "../problem.js";

const UNITS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** @throws Problem NOT_A_TIME */
export function sinceTime(text: string, now: Date): Date {
  const ago = /^(\d{1,6})([smhd])$/.exec(text.trim());
  if (ago) return new Date(now.getTime() - Number(ago[1]) * (UNITS[ago[2] as string] as number));
  const time = /^\d{4}-\d{2}-\d{2}(T.*)?$/.test(text.trim()) ? new Date(text.trim()) : new Date(Number.NaN);
  if (Number.isNaN(time.getTime())) {
    throw new Problem(
      "NOT_A_TIME",
      2,
      `--since "${text}" is not a time`,
      "it takes ISO 8601 or a number with s, m, h or d",
      "--since 2h",
    );
  }
  return time;
}
