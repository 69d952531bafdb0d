import { describe, expect, it } from "vitest";
import cause from "../../../src/diagnosis/causes/person-not-assigned.js";
import { samlTrace } from "../trace.js";

const event = (reason: string | null) => ({
  eventType: "app.generic.unauth_app_access_attempt",
  result: "FAILURE",
  reason,
  body: {},
});

describe("person-not-assigned", () => {
  it("is proved by the refusal in the log of this run", async () => {
    expect(await cause.suspect(samlTrace([], {}, { events: [event(null), event("User not assigned")] }))).toMatchObject(
      {
        proof: expect.any(String),
        fix: "appint assign payroll --user ada@example.com",
      },
    );
  });

  it.each([
    ["no event", []],
    ["another refusal", [event("App is inactive")]],
    ["a success", [event(null)]],
  ])("says nothing about %s", async (_title, events) => {
    expect(await cause.suspect(samlTrace([], {}, { events }))).toBeUndefined();
  });
});
