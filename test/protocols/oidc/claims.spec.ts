import { describe, expect, it } from "vitest";
import { claimsSupported, thinClaims, userInfoClaims } from "../../../src/protocols/oidc/claims.js";
import { orgScopes as scopes } from "../../../src/protocols/oidc/supported.js";

const user = {
  id: "00u1",
  login: "ada",
  email: "ada@example.com",
  firstName: "Ada",
  lastName: "Lovelace",
  profile: {
    nickName: "Countess",
    middleName: "King",
    profileUrl: "https://ada.example",
    timezone: "Europe/London",
    locale: "en_GB",
    primaryPhone: "+44 1",
    streetAddress: "12 St James's Square",
    city: "London",
    state: null,
    zipCode: "SW1Y",
    countryCode: "GB",
  },
  lastUpdated: new Date("2026-01-02T03:04:05.678Z"),
};

describe("claims of a user", () => {
  it("at userinfo, with every scope, are all announced", () => {
    const claims = userInfoClaims(user, new Set(scopes));

    expect(claims).toMatchObject({
      sub: "00u1",
      name: "Ada Lovelace",
      nickname: "Countess",
      phone_number: "+44 1",
      address: {
        street_address: "12 St James's Square",
        locality: "London",
        postal_code: "SW1Y",
        country: "GB",
      },
      updated_at: 1767323045,
    });
    expect(claims.address).not.toHaveProperty("region");
    expect(claimsSupported).toEqual(expect.arrayContaining(Object.keys(claims)));
  });

  it("at userinfo, without scopes, are the subject", () => {
    expect(userInfoClaims(user, new Set(["openid"]))).toEqual({ sub: "00u1" });
  });

  it("in a thin ID token are name, login and e-mail at most", () => {
    expect(thinClaims(user, new Set(scopes))).toEqual({
      name: "Ada Lovelace",
      preferred_username: "ada",
      email: "ada@example.com",
    });
    expect(thinClaims(user, new Set(["openid"]))).toEqual({});
  });

  it("take the name that the profile displays", () => {
    expect(thinClaims({ ...user, profile: { displayName: "A. L." } }, new Set(["profile"])).name).toBe("A. L.");
  });
});
