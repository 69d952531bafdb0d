import { describe, expect, it } from "vitest";
import { refuseChangeOfFixed } from "../../src/cli/fixed-fields.js";
import { fieldsToUnset } from "../../src/cli/unset.js";
import type { Kind } from "../../src/integrations/kind.js";
import { kindById } from "../../src/integrations/registry.js";
import { documentOf } from "../../src/integrations/values.js";
import type { App } from "../../src/store/apps.js";

const oidc = (await kindById("oidc")) as Kind;
const shop = { document: documentOf(oidc, { applicationType: "browser" }) } as App;

describe("a setting that is for good", () => {
  it("is not changed, nor taken away", () => {
    expect(() => refuseChangeOfFixed(oidc, shop, { applicationType: "web" })).toThrow(
      expect.objectContaining({
        code: "FIXED_FOR_GOOD",
        status: 4,
        what: "Application type cannot be changed: it is spa",
        fix: "leave --type out, or create another app: appint create oidc",
      }),
    );
    expect(() => fieldsToUnset(["type"], oidc.fields)).toThrow(expect.objectContaining({ code: "CANNOT_UNSET" }));
  });

  it("may be said again", () => {
    expect(() => refuseChangeOfFixed(oidc, shop, { applicationType: "browser" })).not.toThrow();
    expect(() => refuseChangeOfFixed(oidc, shop, { label: "Store" })).not.toThrow();
  });
});
