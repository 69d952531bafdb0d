/** The block of values that the other side needs, ready to paste. */
import type { SetupValue } from "../../integrations/kind.js";
import type { Style } from "./style.js";

/** Labels and values in two columns; a value of several lines stands below its label. */
export function setupText(title: string, values: readonly SetupValue[], style: Style): string {
  const width = Math.max(...values.map(({ label }) => label.length));
  const lines = values.map(({ label, value }) =>
    value.includes("\n") ? `    ${style.dim(label)}\n${value}` : `    ${style.dim(label.padEnd(width))}   ${value}`,
  );
  return [`\n  ${style.bold(title)}`, ...lines, ""].join("\n");
}
