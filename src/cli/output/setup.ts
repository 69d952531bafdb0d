/** The block of values that the other side needs, ready to paste. */
import type { SetupValue } from "../../integrations/kind.js";
import { printable, type Style } from "./style.js";

/** A blank line, the title, labels and values in two columns; a value of several lines stands below its label. */
export function setupText(title: string, values: readonly SetupValue[], style: Style): string {
  const width = Math.max(...values.map(({ label }) => label.length));
  const shown = values.map(({ label, value }) => ({ label: printable(label), value: printable(value) }));
  const lines = shown.map(({ label, value }) =>
    value.includes("\n") ? `    ${style.dim(label)}\n${value}` : `    ${style.dim(label.padEnd(width))}   ${value}`,
  );
  return [`\n  ${style.bold(title)}`, ...lines].join("\n");
}
