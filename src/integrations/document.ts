/** What the app objects of all kinds have in common. */
import type { AppDocument } from "../store/apps.js";

/** @param hidden whether the app begins without a tile */
export const newDocument = ({
  hidden,
  settings,
  oauthClient,
}: {
  hidden: boolean;
  settings: Record<string, unknown>;
  oauthClient?: Record<string, unknown>;
}): AppDocument => ({
  accessibility: { selfService: false, errorRedirectUrl: null, loginRedirectUrl: null },
  visibility: { autoLaunch: false, autoSubmitToolbar: false, hide: { iOS: hidden, web: hidden }, appLinks: {} },
  features: [],
  credentials: {
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
