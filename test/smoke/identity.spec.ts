import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identityIn } from "../../src/smoke/identity.js";
import type { User } from "../../src/store/users.js";

const ada: User = {
  id: "00u1",
  org: "00o1",
  login: "ada@example.com",
  email: "ada.l@mail.example",
  firstName: "Ada",
  lastName: "Lovelace",
  status: "ACTIVE",
  profile: {},
  created: new Date(0),
  lastUpdated: new Date(0),
};
const found = (text: string, changed: Partial<User> = {}, username = "lovelace-a") =>
  identityIn(text, { ...ada, ...changed }, username);

describe("the person in a page", () => {
  it.each([
    ["Signed in as ada@example.com", "ada@example.com"],
    ["ADA@EXAMPLE.COM", "ada@example.com"],
    ["Mail: ada.l@mail.example.", "ada.l@mail.example"],
    ["Welcome, Ada Lovelace!", "Ada Lovelace"],
    ["user: lovelace-a", "lovelace-a"],
    ['{"email":"ada@example.com"}', "ada@example.com"],
    ["<ada@example.com>", "ada@example.com"],
    ["ada@example.com. Sign out", "ada@example.com"],
    ["first lada@example.com, then ada@example.com", "ada@example.com"],
  ])("is found in %j", (text, mark) => {
    expect(found(text)).toBe(mark);
  });

  it.each([
    "Signed in",
    "",
    "lada@example.com",
    "ada@example.community",
    "ada@example.com.evil.example",
    "not-ada@example.com",
    "x.ada@example.com",
    "ada+test@example.com",
    "Ada",
    "Lovelace",
    "Canada Lovelace",
    "Ada Lovelaceson",
    "lovelace-ab",
    "my-lovelace-a",
  ])("is not found in %j", (text) => {
    expect(found(text)).toBeUndefined();
  });

  it("is not found by a single name, which any text may hold", () => {
    expect(found("The month of May", { firstName: "May", lastName: "" })).toBeUndefined();
  });

  it("is found whichever way an accent is written", () => {
    expect(found("Zoe\u0308 Pe\u0301rez", { firstName: "Zoë", lastName: "Pérez" })).toBe("Zoë Pérez");
  });

  const word = fc.stringMatching(/^[a-z][a-z0-9]{1,8}$/);
  const login = fc.tuple(word, word).map(([name, host]) => `${name}@${host}.example`);

  it("is found wherever the login stands as a word of its own", () => {
    fc.assert(
      fc.property(login, fc.string(), fc.string(), (name, before, after) => {
        expect(found(`${before} ${name} ${after}`, { login: name }, name)).toBe(name);
      }),
    );
  });

  it("is never found where the login is only a part of a longer word", () => {
    fc.assert(
      fc.property(login, word, fc.boolean(), (name, more, ahead) => {
        const text = ahead ? `${more}${name}` : `${name}${more}`;
        fc.pre(!`${more} `.includes("ada"));
        expect(found(text, { login: name, email: name }, name)).toBeUndefined();
      }),
    );
  });

  it("is never found in a text that does not hold a mark at all", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/ada|lovelace/i.test(text));
        expect(found(text)).toBeUndefined();
      }),
    );
  });
});
