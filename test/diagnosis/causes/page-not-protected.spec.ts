import { describe, expect, it } from "vitest";
import cause from "../../../src/diagnosis/causes/page-not-protected.js";
import { APP, samlTrace } from "../trace.js";

const url = `${APP}/reports`;

describe("page-not-protected", () => {
  it("is proved by two answers that are the same", async () => {
    const trace = samlTrace([], {}, { anonymous: { url, kind: "answered", sameAsSignedIn: true } });
    expect(await cause.suspect(trace)).toMatchObject({ seen: expect.stringContaining(url), proof: expect.any(String) });
  });

  it.each([
    ["a page that differs after the sign-in", { url, kind: "answered", sameAsSignedIn: false }],
    ["a page of which nothing more is known", { url, kind: "answered" }],
    ["a page that sends to the IdP", { url, kind: "sent-to-idp", sameAsSignedIn: true }],
    ["a page that refuses", { url, kind: "refused", sameAsSignedIn: true }],
    ["a page that does not answer", { url, kind: "unreachable", sameAsSignedIn: true }],
    ["no page", undefined],
  ] as const)("says nothing about %s", async (_title, anonymous) => {
    expect(await cause.suspect(samlTrace([], {}, { anonymous }))).toBeUndefined();
  });
});
