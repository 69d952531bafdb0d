/** Whether people see the app's tile, for every kind that has one. A hidden app still opens by its embed link. */
import { z } from "zod";
import type { AppDocument } from "../../store/apps.js";
import { atPath, defineField } from "../field.js";

export const visible = defineField<boolean>({
  key: "visible",
  path: "visibility.hide", // two members, for the web and for phones, and both say the opposite
  term: "Display application icon to users",
  flag: "--visible",
  help: "show the app's tile on the dashboard; hidden, it still opens by its embed link",
  switch: true,
  schema: z.boolean(),
  // Without a tile there is nothing to hide: an app that gets one later shows it.
  read: (document) => (canHaveTile(document) ? isVisible(document) : undefined),
  write: (document, isShown) => setVisible(document, isShown !== false),
});

/** Whether a click on the dashboard can open the app: not one of OIDC whose sign-in is begun by the app alone. */
export const canHaveTile = (document: AppDocument): boolean =>
  atPath(document, "settings.oauthClient.idp_initiated_login.mode") !== "DISABLED";

/** Whether the admin has left the app visible. */
export const isVisible = ({ visibility }: AppDocument): boolean =>
  (visibility as { hide?: { web?: boolean } } | undefined)?.hide?.web !== true;

/** Shows or hides the app, on the web and on phones alike. */
export function setVisible({ visibility }: AppDocument, isShown: boolean): void {
  visibility.hide = { iOS: !isShown, web: !isShown };
}
