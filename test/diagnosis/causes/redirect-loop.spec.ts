import { describe, expect, it } from "vitest";
import cause from "../../../src/diagnosis/causes/redirect-loop.js";
import { loop, loopWithNarrowCookie, otherLoops } from "../loops.js";

describe("redirect-loop", () => {
  it("is proved by cookies that came back each time, and leaves open why", async () => {
    expect(await cause.suspect(loop())).toMatchObject({
      seen: "3 times /callback took the IdP's answer, /reports was asked for with sid, and the app sent the person to the IdP again",
      proof: "the browser kept every cookie that the app set and brought it to /reports; the IdP refused nothing",
      isOpen: true,
      cause: expect.stringContaining("/reports does not find the session that /callback began with sid"),
    });
  });

  it("says so where the callback begins no session of its own", async () => {
    const suspicion = await cause.suspect(loop({ callback: { response: { status: 303 } } }));
    expect(suspicion?.cause).toBe(
      "/callback sets no cookie, and /reports does not find in the session of sid that somebody has signed in",
    );
  });

  it("leaves out of account what the callback sets for itself alone", async () => {
    expect((await cause.suspect(loopWithNarrowCookie()))?.cause).toContain(
      "the session that /callback began with sid,",
    );
  });

  it.each(otherLoops)("says nothing about %s", async (_title, trace) => {
    expect(await cause.suspect(trace)).toBeUndefined();
  });
});
