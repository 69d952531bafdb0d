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

  it("shows no code of the address that hangs, and does not ask to start what is up", async () => {
    const how = { kind: "unreachable", url: `${APP}/callback?code=secret`, code: "TIMEOUT", reason: "timeout" };
    const suspicion = await cause.suspect(samlTrace([], {}, { ending: how }));
    expect(suspicion).toMatchObject({ seen: `${APP}/callback: TIMEOUT`, fix: expect.stringContaining("--timeout") });
    expect(suspicion?.fix).not.toContain("start the app");
  });

  it.each([
    ["the IdP", ending(`${IDP}/`)],
    ["a page", { kind: "page", url: APP }],
    ["a loop", { kind: "loop", url: APP }],
  ])("says nothing about %s", async (_title, how) => {
    expect(await cause.suspect(samlTrace([], {}, { ending: how }))).toBeUndefined();
  });
});
