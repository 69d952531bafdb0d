import { describe, expect, it } from "vitest";
import { surerIdentity } from "../../../src/smoke/checks/signs-in.js";
import { inconclusive, passed } from "../../../src/smoke/report.js";

const me = "http://localhost:3000/me";
const shows = (at: string) => ({ finding: passed("the app shows ada@example.com"), at });
const showsNobody = (at: string) => ({ finding: inconclusive("no page shows whether it is ada", "--user-url"), at });

describe("who is signed in, known from two sign-ins", () => {
  it("is the person that both show", () => {
    expect(surerIdentity(shows(me), shows(me))?.finding.verdict).toBe("passed");
  });

  it("is open when one page shows the person after one sign-in alone, in either order", () => {
    for (const [one, other] of [
      [shows(me), showsNobody(me)],
      [showsNobody(me), shows(me)],
    ] as const) {
      expect(surerIdentity(one, other)?.finding).toMatchObject({
        verdict: "inconclusive",
        reason: expect.stringContaining("somebody else"),
      });
    }
  });

  it("is told by another page where one shows nobody", () => {
    const reports = "http://localhost:3000/reports";
    expect(surerIdentity(shows(me), showsNobody(reports))?.finding.verdict).toBe("passed");
    expect(surerIdentity(showsNobody(reports), shows(me))?.finding.verdict).toBe("passed");
  });

  it("is what the one sign-in says when nobody signed in by the other", () => {
    expect(surerIdentity(undefined, showsNobody(me))?.finding.verdict).toBe("inconclusive");
    expect(surerIdentity(shows(me), undefined)?.finding.verdict).toBe("passed");
    expect(surerIdentity(undefined, undefined)).toBeUndefined();
  });
});
