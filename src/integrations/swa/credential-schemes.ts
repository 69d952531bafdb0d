/** Who sets the name and password that an SWA app is given. The scheme decides what an admin enters at assignment. */

/** What the platform calls a scheme, and how it is typed here. */
export interface CredentialScheme {
  /** The platform's value of `credentials.scheme`. */
  readonly id: string;
  /** As it is typed. */
  readonly word: string;
  /** As the platform's wizard asks it. */
  readonly label: string;
  /** Where the name that is posted comes from. */
  readonly username: "person" | "assignment" | "app";
  /** Where the password comes from; `sign-in`: it is the one that the person signs in with here. */
  readonly password: "person" | "assignment" | "app" | "sign-in";
}

export const CREDENTIAL_SCHEMES = [
  {
    id: "EDIT_USERNAME_AND_PASSWORD",
    word: "user-sets-username-and-password",
    label: "User sets username and password",
    username: "person",
    password: "person",
  },
  {
    id: "ADMIN_SETS_CREDENTIALS",
    word: "admin-sets-username-and-password",
    label: "Administrator sets username and password",
    username: "assignment",
    password: "assignment",
  },
  {
    id: "EDIT_PASSWORD_ONLY",
    word: "admin-sets-username-user-sets-password",
    label: "Administrator sets username, user sets password",
    username: "assignment",
    password: "person",
  },
  {
    id: "EXTERNAL_PASSWORD_SYNC",
    word: "admin-sets-username-password-is-the-same",
    label: "Administrator sets username, password is the same as the user's own",
    username: "assignment",
    password: "sign-in",
  },
  {
    id: "SHARED_USERNAME_AND_PASSWORD",
    word: "shared-username-and-password",
    label: "Users share a single username and password set by administrator",
    username: "app",
    password: "app",
  },
] as const satisfies readonly CredentialScheme[];

export type CredentialSchemeId = (typeof CREDENTIAL_SCHEMES)[number]["id"];

/** The scheme of this id, which is one. */
export const schemeOf = (id: unknown): CredentialScheme =>
  CREDENTIAL_SCHEMES.find((scheme) => scheme.id === id) ?? CREDENTIAL_SCHEMES[0];
