/** Under which name the IdP signs ID tokens, where the org has several. */
import { atPath, defineField, setPath } from "../../field.js";
import { chosenFrom } from "../chosen.js";

type IssuerMode = "ORG_URL" | "CUSTOM_URL" | "DYNAMIC";

const PATH = "settings.oauthClient.issuer_mode";

export const issuerMode = defineField<IssuerMode>({
  key: "issuerMode",
  path: PATH,
  term: "Issuer mode",
  flag: "--issuer-mode <mode>",
  section: "Tokens",
  help: "the issuer of ID tokens: org-url, custom-url or dynamic (the host that was asked)",
  spec: "openid-connect-core-1.0 §2",
  ...chosenFrom<IssuerMode>([
    { value: "ORG_URL", typed: "org-url", label: "the org's own address" },
    { value: "CUSTOM_URL", typed: "custom-url", label: "the org's custom domain" },
    { value: "DYNAMIC", typed: "dynamic", label: "the host that the app has asked" },
  ]),
  // The org's address goes without saying.
  read(document) {
    const mode = atPath(document, PATH) as IssuerMode;
    return mode === "ORG_URL" ? undefined : mode;
  },
  write: (document, mode = "ORG_URL") => setPath(document, PATH, mode),
  notHonoured: (mode) =>
    mode === "ORG_URL" ? undefined : "the org has one address here, and it is the issuer of every ID token",
});
