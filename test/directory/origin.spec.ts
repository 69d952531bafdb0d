import { describe, expect, it } from "vitest";
import { checkedOrigin } from "../../src/directory/origin.js";

describe("the address of an org's IdP", () => {
  it.each([
    ["http://127.0.0.1:7700", "http://127.0.0.1:7700"],
    ["http://localhost:7700/", "http://localhost:7700"],
  ])("%s can be one", (text, origin) => {
    expect(checkedOrigin(text)).toBe(origin);
  });

  it.each([
    "",
    "7700",
    "localhost:7700",
    "https://127.0.0.1:7700",
    "http://idp.example:7700",
    "http://0.0.0.0:7700",
    "http://127.0.0.1:7700/idp",
    "http://127.0.0.1:7700/?x",
    "http://127.0.0.1:7700/#x",
    "http://localhost.example:7700",
  ])("%j cannot", (text) => {
    expect(() => checkedOrigin(text)).toThrow(expect.objectContaining({ code: "ORIGIN_INVALID", status: 2 }));
  });
});
