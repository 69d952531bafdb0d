/** What a user's profile becomes in an ID token and at userinfo. */

/** The profile as claims see it: the fixed attributes, and whatever else the profile has. */
export interface ClaimSource {
  readonly id: string;
  readonly login: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly profile: Readonly<Record<string, unknown>>;
  readonly lastUpdated: Date;
}

/** Every claim that a token or userinfo may carry, in the platform's order. */
export const claimsSupported = [
  "iss",
  "ver",
  "sub",
  "aud",
  "iat",
  "exp",
  "jti",
  "auth_time",
  "amr",
  "idp",
  "nonce",
  "name",
  "nickname",
  "preferred_username",
  "given_name",
  "middle_name",
  "family_name",
  "email",
  "email_verified",
  "profile",
  "zoneinfo",
  "locale",
  "address",
  "phone_number",
  "updated_at",
  "at_hash",
  "c_hash",
] as const;

/** What each scope asks for. @see openid-connect-core-1_0 §5.4 */
export const claimsOfScopes = {
  profile: [
    "name",
    "nickname",
    "preferred_username",
    "given_name",
    "middle_name",
    "family_name",
    "profile",
    "zoneinfo",
    "locale",
    "updated_at",
  ],
  email: ["email", "email_verified"],
  address: ["address"],
  phone: ["phone_number"],
};

/**
 * The claims that scopes ask for at userinfo, and in an ID token that comes without an access token; `sub` always. An attribute that the profile lacks is left out.
 *
 * @see openid-connect-core-1_0 §5.4
 */
export function userInfoClaims(user: ClaimSource, scopes: ReadonlySet<string>): Record<string, unknown> {
  const { profile } = user;
  return present({
    sub: user.id,
    ...(scopes.has("profile") && {
      name: nameOf(user),
      nickname: profile.nickName,
      preferred_username: user.login,
      given_name: user.firstName,
      middle_name: profile.middleName,
      family_name: user.lastName,
      profile: profile.profileUrl,
      zoneinfo: profile.timezone,
      locale: profile.locale,
      updated_at: Math.floor(user.lastUpdated.getTime() / 1000),
    }),
    ...(scopes.has("email") && { email: user.email, email_verified: true }),
    ...(scopes.has("address") && { address: addressOf(profile) }),
    ...(scopes.has("phone") && { phone_number: profile.primaryPhone ?? profile.mobilePhone }),
  });
}

/**
 * The claims of the thin ID token, which the org server issues whenever an access token comes with it: name and
 * e-mail alone. Everything else is at userinfo.
 */
export function thinClaims(user: ClaimSource, scopes: ReadonlySet<string>): Record<string, unknown> {
  return present({
    ...(scopes.has("profile") && { name: nameOf(user), preferred_username: user.login }),
    ...(scopes.has("email") && { email: user.email }),
  });
}

function nameOf({ firstName, lastName, profile }: ClaimSource): string {
  return typeof profile.displayName === "string" ? profile.displayName : `${firstName} ${lastName}`.trim();
}

/** @see openid-connect-core-1_0 §5.1.1 */
function addressOf(profile: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined {
  const address = present({
    street_address: profile.streetAddress,
    locality: profile.city,
    region: profile.state,
    postal_code: profile.zipCode,
    country: profile.countryCode,
  });
  return Object.keys(address).length > 0 ? address : undefined;
}

function present(claims: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined && value !== null));
}
