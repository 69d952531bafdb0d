/** The settings of an SWA app as its tile needs them. */
import type { App } from "../../store/apps.js";
import { type CredentialScheme, schemeOf } from "./credential-schemes.js";
import { type OptionalField, optionalFields } from "./fields/optional-fields.js";

/** A login form as it is posted. */
export interface LoginForm {
  readonly url: string;
  readonly usernameField: string;
  readonly passwordField: string;
  readonly others: readonly OptionalField[];
}

export interface SwaSettings {
  readonly loginUrl: string;
  readonly redirectUrl: string | undefined;
  readonly scheme: CredentialScheme;
  readonly sharedUsername: string | undefined;
  /** Undefined while nobody has told or seen what the app's form is like. */
  readonly form: LoginForm | undefined;
}

export function swaSettingsOf({ document }: Pick<App, "document">): SwaSettings {
  const { loginUrl, redirectUrl } = document.settings.signOn as Record<string, string | null | undefined>;
  const { url, usernameField, passwordField } = document.settings.app as Record<string, string | null | undefined>;
  const others = optionalFields.read?.(document) ?? [];
  return {
    loginUrl: loginUrl ?? "",
    redirectUrl: redirectUrl ?? undefined,
    scheme: schemeOf(document.credentials.scheme),
    sharedUsername: (document.credentials.userName as string | undefined) ?? undefined,
    form: url && usernameField && passwordField ? { url, usernameField, passwordField, others } : undefined,
  };
}
