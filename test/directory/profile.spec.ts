import { describe, expect, it } from "vitest";
import { profileOf } from "../../src/directory/profile.js";
import { personOf } from "./org.js";

describe("a person's profile", () => {
  it("lets no profile attribute stand in for a base attribute", () => {
    const ada = personOf({ id: "00o" }, "ada@example.com", {
      email: "lovelace@example.com",
      profile: { city: "London", email: "forged@example.com" },
    });
    expect(profileOf(ada)).toMatchObject({ login: "ada@example.com", email: "lovelace@example.com", city: "London" });
  });

  it("has no member that is nobody's attribute", () => {
    expect("constructor" in profileOf(personOf({ id: "00o" }, "ada@example.com", {}))).toBe(false);
  });
});
