/** What the app is: whether it can keep a secret, and where its redirect URIs may lead. Nothing changes it later. */
import { defineField, type FieldValues } from "../../field.js";
import { chosenFrom } from "../chosen.js";

export type ApplicationType = "web" | "browser" | "native";

export const applicationType = defineField<ApplicationType>({
  key: "applicationType",
  path: "settings.oauthClient.application_type",
  term: "Application type",
  flag: "--type <type>",
  section: "Client and grants",
  help: "web (keeps a secret on a server), spa (runs in the browser) or native (is installed); for good",
  spec: "openid-connect-registration-1.0 §2",
  fixed: true,
  ...chosenFrom<ApplicationType>(
    [
      { value: "web", typed: "web", label: "runs on a server, which keeps a secret" },
      { value: "browser", typed: "spa", label: "runs in the browser and keeps no secret", also: ["single-page"] },
      { value: "native", typed: "native", label: "is installed on a phone or a computer" },
    ],
    (text) =>
      text === "service" ? "an API service signs nobody in and is a kind of its own: appint create api" : undefined,
  ),
  default: () => "web",
});

/** The app's type, by its values. */
export const typeOf = (values: FieldValues): ApplicationType =>
  (values.applicationType as ApplicationType | undefined) ?? "web";
