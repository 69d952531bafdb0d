import { describe, expect, it } from "vitest";
import { newMessageId } from "../../../src/protocols/saml/message-id.js";

describe("newMessageId", () => {
  it("has the platform's form, which is also an XML name", () => {
    expect(newMessageId()).toMatch(/^id[0-9]{25}$/);
  });

  it("is never the same twice", () => {
    expect(new Set(Array.from({ length: 1000 }, newMessageId)).size).toBe(1000);
  });
});
