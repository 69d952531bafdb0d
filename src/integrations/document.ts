/** What the app objects of all kinds have in common. */
import type { AppDocument } from "../store/apps.js";

/**
 * @param hidden whether the app begins without a tile
 * @param credentials beside the username template and the signing key
 * @param appLinks the name of the tile's link where the kind fixes it; else creation makes it of the app's name
 */
export const newDocument = ({
  hidden,
  settings,
  credentials,
  oauthClient,
  appLinks = {},
}: {
  hidden: boolean;
  settings: Record<string, unknown>;
  credentials?: Record<string, unknown>;
  oauthClient?: Record<string, unknown>;
  appLinks?: Record<string, boolean>;
}): AppDocument => ({
  accessibility: { selfService: false, errorRedirectUrl: null, loginRedirectUrl: null },
  visibility: { autoLaunch: false, autoSubmitToolbar: false, hide: { iOS: hidden, web: hidden }, appLinks },
  features: [],
  credentials: {
    ...credentials,
    userNameTemplate: { template: "${source.login}", type: "BUILT_IN" },
    signing: {},
    ...(oauthClient ? { oauthClient } : {}),
  },
  settings: {
    ...settings,
    manualProvisioning: false,
    implicitAssignment: false,
    emOptInStatus: "NONE",
    notes: { admin: null, enduser: null },
    notifications: { vpn: { network: { connection: "DISABLED" }, message: null, helpUrl: null } },
  },
});
