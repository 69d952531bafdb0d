/** Settings that are kept and not obeyed yet: said wherever an app is shown, so that nobody waits for their effect. */
import type { Kind } from "../../integrations/kind.js";
import { notHonouredBy } from "../../integrations/values.js";
import type { App } from "../../store/apps.js";
import type { Output } from "./output.js";
import { setupText } from "./setup.js";

/** Prints a block with a line for each; nothing where the IdP does all that the app's settings say. */
export function printNotHonoured(kind: Kind, app: App, output: Output): void {
  const lines = notHonouredBy(kind, app).map(({ setting, why }) => ({ label: setting, value: why }));
  if (lines.length > 0) output.print(setupText("Kept, but not done by this IdP yet", lines, output.style));
}
