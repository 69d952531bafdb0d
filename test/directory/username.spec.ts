import { describe, expect, it } from "vitest";
import { usernameFor } from "../../src/directory/username.js";
import { newDocument } from "../../src/integrations/document.js";
import type { App } from "../../src/store/apps.js";
import { personOf } from "./org.js";

const appWith = (template: string) => {
  const document = newDocument({ hidden: false, settings: {} });
  document.credentials.userNameTemplate = { template, type: "BUILT_IN" };
  return { document } as App;
};

describe("the app username", () => {
  it("is the login by the platform's default", () => {
    expect(usernameFor(appWith("${source.login}"), personOf({ id: "00o" }, "ada@example.com"))).toBe("ada@example.com");
  });

  it("is never guessed for another format", () => {
    expect(() => usernameFor(appWith("${source.email}"), personOf({ id: "00o" }, "ada@example.com"))).toThrow(
      "no rule for the username template ${source.email}",
    );
  });
});
