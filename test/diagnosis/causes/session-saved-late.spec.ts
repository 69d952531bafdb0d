import { describe, expect, it } from "vitest";
import cause from "../../../src/diagnosis/causes/session-saved-late.js";
import { diagnose } from "../../../src/diagnosis/diagnose.js";
import { loop, loopWithNarrowCookie, otherLoops } from "../loops.js";

describe("session-saved-late", () => {
  it("proposes to wait before the page is asked for: only that can tell", async () => {
    const suspicion = await cause.suspect(loop());
    expect(suspicion).toMatchObject({
      experiment: { pauseAfterAnswerMs: expect.any(Number), change: "with a pause before /reports is asked for" },
      fix: expect.stringContaining("save the session before the redirect of /callback"),
    });
    expect(suspicion?.proof).toBeUndefined();
  });

  it("goes before the loop itself when the pause ends signed in, and is not mentioned when it does not", async () => {
    expect(await diagnose(loop(), async () => true)).toMatchObject({ rule: "session-saved-late", proved: true });
    expect(await diagnose(loop(), async () => false)).toMatchObject({ rule: "redirect-loop", proved: true });
  });

  it("leaves out of account what the callback sets for itself alone", async () => {
    expect((await cause.suspect(loopWithNarrowCookie()))?.experiment).toMatchObject({ pauseAfterAnswerMs: 1000 });
  });

  it.each(otherLoops)("says nothing about %s", async (_title, trace) => {
    expect(await cause.suspect(trace)).toBeUndefined();
  });
});
