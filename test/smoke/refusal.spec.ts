import { describe, expect, it } from "vitest";
import { refusalIn } from "../../src/smoke/refusal.js";

describe("a page that answers 200 and says no", () => {
  it.each([
    "Access denied",
    "Sign-in failed for ada@example.com",
    "Login was unsuccessful",
    "SSO error",
    "We couldn’t sign you in.",
    "Unable to log in",
    "You are not authorized to access this application",
    "User not found",
    "There is no account for ada@example.com",
    "Your account has been disabled",
    "Invalid SAML response",
    "invalid id_token",
  ])('is known by "%s"', (text) => {
    expect(refusalIn({ title: "", text })).toBeDefined();
  });

  it("is known by its title too", () => {
    expect(refusalIn({ title: "Access Denied", text: "Contact us" })).toBe("Access Denied");
  });

  it.each(["Hello Ada", "Signed in as ada@example.com", "0 errors, 3 denied requests", "Access control", "Sign out"])(
    'is not "%s"',
    (text) => {
      expect(refusalIn({ title: "Reports", text })).toBeUndefined();
    },
  );

  it("is not a page that tells of refusals further down", () => {
    expect(refusalIn({ title: "Log", text: `${"Hello Ada. ".repeat(30)}access denied for bob` })).toBeUndefined();
  });
});
