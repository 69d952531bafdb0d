import type { Step } from "./visitor.js";

/** What was tried, by what came of it, in the order in which it came: "404: GET /login, /signin and 9 more". */
export function trailText(steps: readonly Step[]): string {
  const byWhat = new Map<string, string[]>();
  for (const { asked, came } of steps) byWhat.set(came, [...(byWhat.get(came) ?? []), asked]);
  return [...byWhat].map(([came, asked]) => `${came}: ${shortened(asked)}`).join("; ");
}

function shortened(asked: readonly string[], most = 6): string {
  const shown = [...new Set(asked.map((each, index) => (index === 0 ? each : each.replace(/^GET /, ""))))];
  const rest = shown.length - most;
  return rest > 0 ? `${shown.slice(0, most).join(", ")} and ${rest} more` : shown.join(", ");
}
