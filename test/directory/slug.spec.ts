import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slugOf } from "../../src/directory/slug.js";

describe("a slug", () => {
  it.each([
    ["Payroll", "payroll"],
    ["HR & Finance (EU)", "hr-finance-eu"],
    ["Müller Straße", "muller-stra-e"],
    ["  spaces  ", "spaces"],
    ["日本語", "app"],
    ["---", "app"],
    ["", "app"],
    ["App 2", "app-2"],
  ])("of %j is %s", (label, slug) => {
    expect(slugOf(label)).toBe(slug);
  });

  it("can be joined otherwise", () => {
    expect(slugOf("HR & Finance", "_")).toBe("hr_finance");
    expect(slugOf("HR & Finance", "")).toBe("hrfinance");
  });

  it("of any name can be typed in a shell and put in a path, and is its own slug", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (label) => {
        const slug = slugOf(label);
        expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(slug.length).toBeLessThanOrEqual(60);
        expect(slugOf(slug)).toBe(slug);
      }),
    );
  });
});
