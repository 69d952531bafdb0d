import { describe, expect, it } from "vitest";
import cause from "../../../src/diagnosis/causes/state-cookie-refused.js";
import { APP, cookie, hop, IDP, samlDelivery, samlTrace } from "../trace.js";

const sets = (url: string, ...setCookies: ReturnType<typeof cookie>[]) =>
  hop("GET", url, { response: { status: 303, setCookies } });

describe("state-cookie-refused", () => {
  it.each([
    ["none-without-secure", "SameSite=None needs Secure", /Secure beside its SameSite=None/],
    ["secure-over-http", "Secure over http counts on localhost only", /no Secure while/],
    ["larger-than-4096-bytes", "it is larger than 4096 bytes", /keep the content on the server/],
    ["domain-of-another-host", "its Domain is not the app's", /no Domain/],
    ["another-reason", "another reason", /allowed/],
  ])("proposes to keep the cookie that a browser refuses: %s", async (why, words, fix) => {
    const hops = [sets(`${APP}/login`, cookie("sid=secret; SameSite=None", why)), samlDelivery()];
    const suspicion = await cause.suspect(samlTrace(hops));
    expect(suspicion).toMatchObject({
      seen: "Set-Cookie: sid=…; SameSite=None; the POST to /acs arrived without it",
      cause: `a browser does not keep sid: ${words}`,
      fix: expect.stringMatching(fix),
      experiment: { sendCookies: ["sid"], change: "with only that cookie kept and sent along" },
    });
    expect(suspicion?.proof).toBeUndefined();
  });

  it.each([
    [
      "a cookie that is kept",
      samlTrace([sets(`${APP}/login`, cookie("sid=1; SameSite=None; Secure")), samlDelivery()]),
    ],
    [
      "a refused cookie of the IdP",
      samlTrace([sets(`${IDP}/x`, cookie("idx=1", "none-without-secure")), samlDelivery()]),
    ],
    [
      "a refused cookie that came later all the same",
      samlTrace([
        sets(`${APP}/login`, cookie("sid=1", "none-without-secure")),
        samlDelivery({ request: { cookies: ["sid"] } }),
      ]),
    ],
    [
      "a refused cookie after the answer",
      samlTrace([samlDelivery(), sets(`${APP}/`, cookie("sid=1", "public-suffix"))]),
    ],
    ["no answer of the IdP", samlTrace([sets(`${APP}/login`, cookie("sid=1", "public-suffix"))])],
  ])("says nothing about %s", async (_title, trace) => {
    expect(await cause.suspect(trace)).toBeUndefined();
  });
});
