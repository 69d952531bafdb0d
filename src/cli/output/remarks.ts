/** What the lints say of an app: `!` for what breaks or weakens a sign-in, `·` for what is wrong elsewhere or one day. */
import type { Remark } from "../../integrations/lint-app.js";
import type { Output } from "./output.js";
import { printable, type Style } from "./style.js";

/** A line for each remark, and the command that mends it below. */
export function remarkLines(remarks: readonly Remark[], style: Style): string[] {
  return remarks.flatMap(({ level, setting, seen, why, fix }) => {
    const mark = level === "warning" ? style.yellow("!") : style.dim("·");
    const line = `    ${mark} ${printable(`${setting} ${seen}`)}: ${printable(why)}`;
    return fix === null ? [line] : [line, `        ${style.cyan(printable(fix))}`];
  });
}

/** Prints all of them as a block of their own; nothing where there is nothing to say. */
export function printRemarks(remarks: readonly Remark[], output: Output): void {
  if (remarks.length === 0) return;
  output.print([`\n  ${output.style.bold("Worth a look")}`, ...remarkLines(remarks, output.style)].join("\n"));
}

/** The warnings among them. Notes wait for `apps show`: whoever has just set something knows that it is for this machine. */
export const warningsOf = (remarks: readonly Remark[]): Remark[] => remarks.filter(({ level }) => level === "warning");
