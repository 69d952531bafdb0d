/** Which apps have a tile, and where it leads. */
import { isVisible } from "../../integrations/fields/visible.js";
import type { App } from "../../store/apps.js";
import type { Idp, Tile } from "../idp.js";

/** Has the admin left the app visible on the dashboard? A hidden app can still be opened by its link. */
export function hasTile({ document }: App): boolean {
  const { visibility } = document as { visibility?: { appLinks?: Record<string, boolean> } };
  const links = Object.values(visibility?.appLinks ?? {});
  return isVisible(document) && (links.length === 0 || links.includes(true));
}

/** The app embed link, as path on the IdP. */
export function tilePath({ name, id, linkId }: App): string {
  return `/home/${encodeURIComponent(name)}/${id}/${linkId}`;
}

/** What the protocol of this app does with a click; undefined for a kind that has no tile. */
export function tileOf({ protocols }: Idp, app: App): Tile | undefined {
  return protocols.find((protocol) => protocol.tile?.signOnMode === app.signOnMode)?.tile;
}
