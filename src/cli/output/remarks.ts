/**
 * What is said beside the settings of an app: what is kept and not done yet, and what the lints say: `!` for what breaks
 * or weakens a sign-in, `·` for what is wrong elsewhere or one day.
 */
import type { Kind, SetupInput } from "../../integrations/kind.js";
import { lintApp, type Remark } from "../../integrations/lint-app.js";
import { notHonouredBy } from "../../integrations/values.js";
import { setupText } from "./setup.js";
import { printable, type Style } from "./style.js";

/**
 * Both blocks, empty where there is nothing to say.
 *
 * @param withNotes notes wait for `apps show`: whoever has just set something knows that it is for this machine
 */
export async function remarksText(
  kind: Kind,
  { app, certificates }: Pick<SetupInput, "app" | "certificates">,
  { now, style, withNotes = false }: { now: Date; style: Style; withNotes?: boolean },
): Promise<string> {
  const notDone = notHonouredBy(kind, app).map(({ setting, why }) => ({ label: setting, value: why }));
  const remarks = await lintApp(kind, { app, certificates, now });
  const told = withNotes ? remarks : warningsOf(remarks);
  return [
    ...(notDone.length > 0 ? [setupText("Kept, but not done by this IdP yet", notDone, style)] : []),
    ...(told.length > 0 ? [`\n  ${style.bold("Worth a look")}`, ...remarkLines(told, style)] : []),
  ].join("\n");
}

/** A line for each remark, and the command that mends it below. */
export function remarkLines(remarks: readonly Remark[], style: Style): string[] {
  return remarks.flatMap(({ level, setting, seen, why, fix }) => {
    const mark = level === "warning" ? style.yellow("!") : style.dim("·");
    const line = `    ${mark} ${printable(`${setting} ${seen}`)}: ${printable(why)}`;
    return fix === null ? [line] : [line, `        ${style.cyan(printable(fix))}`];
  });
}

/** The warnings among them. */
export const warningsOf = (remarks: readonly Remark[]): Remark[] => remarks.filter(({ level }) => level === "warning");
