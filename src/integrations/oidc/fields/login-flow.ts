/**
 * Who begins a sign-in, and how the tile does it: "Login initiated by" and "Login flow" of the platform in one setting.
 * Without it an app that has an initiate login URI is sent there by its tile, and one without has no tile.
 */
import type { AppDocument } from "../../../store/apps.js";
import { atPath, defineField, setPath } from "../../field.js";
import { chosenFrom } from "../chosen.js";

const PATH = "settings.oauthClient.idp_initiated_login.mode";
type LoginFlow = "DISABLED" | "SPEC" | "OKTA";

export const loginFlow = defineField<LoginFlow>({
  key: "loginFlow",
  path: PATH,
  term: "Login flow",
  flag: "--login-flow <flow>",
  section: "Sign-in and sign-out",
  help: "what the tile does: spec (sends people to the initiate login URI), okta (posts an ID token there) or app-only (no tile)",
  spec: "openid-connect-core-1.0 §4",
  ...chosenFrom<LoginFlow>([
    { value: "SPEC", typed: "spec", label: "redirect to the app to initiate login (OIDC Compliant)" },
    { value: "OKTA", typed: "okta", label: "send the ID token directly to the app (Okta Simplified)" },
    { value: "DISABLED", typed: "app-only", label: "login initiated by the app alone" },
  ]),
  read(document) {
    const mode = atPath(document, PATH) as LoginFlow | undefined;
    return mode === usualFlow(document) ? undefined : mode;
  },
  write: (document, flow) => setPath(document, PATH, flow ?? usualFlow(document)),
});

/** What follows where nobody has chosen. */
const usualFlow = (document: AppDocument): LoginFlow =>
  atPath(document, "settings.oauthClient.initiate_login_uri") ? "SPEC" : "DISABLED";
