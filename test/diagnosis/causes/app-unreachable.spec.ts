import { describe, expect, it } from "vitest";
import cause from "../../../src/diagnosis/causes/app-unreachable.js";
import { APP, IDP, samlTrace } from "../trace.js";

const ending = (url: string) => ({ kind: "unreachable", url, code: "ECONNREFUSED", reason: "refused" });

describe("app-unreachable", () => {
  it("is proved by the connection that failed", async () => {
    expect(await cause.suspect(samlTrace([], {}, { ending: ending(`${APP}/login`) }))).toMatchObject({
      seen: `${APP}/login: ECONNREFUSED`,
      cause: "nothing listens there",
      proof: expect.stringContaining(APP),
      fix: expect.stringContaining(`--wait-on ${APP}/`),
    });
  });

  it.each([
    ["the IdP", ending(`${IDP}/`)],
    ["a page", { kind: "page", url: APP }],
    ["a loop", { kind: "loop", url: APP }],
  ])("says nothing about %s", async (_title, how) => {
    expect(await cause.suspect(samlTrace([], {}, { ending: how }))).toBeUndefined();
  });
});
