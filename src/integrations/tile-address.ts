/** The link behind an app's tile (the platform calls it App Embed Link). */
import type { App } from "../store/apps.js";
import type { Org } from "../store/orgs.js";

export const tileAddress = (org: Org, app: App): string => `${org.origin}/home/${app.name}/${app.id}/${app.linkId}`;
