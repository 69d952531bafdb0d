import { describe, expect, it } from "vitest";
import cause from "../../../src/diagnosis/causes/session-cookie-lost.js";
import type { TraceHop } from "../../../src/diagnosis/trace.js";
import { APP, authnRequest, cookie, hop, samlDelivery, samlTrace } from "../trace.js";

const signedIn = (...setCookies: TraceHop["response"]["setCookies"][number][]) =>
  samlDelivery({ response: { status: 303, setCookies } });
const page = (cookies: string[] = []) =>
  hop("GET", `${APP}/reports`, { request: { cookies }, response: { status: 303 } });

describe("session-cookie-lost", () => {
  it("is proved by a page that is asked for without any cookie", async () => {
    const suspicion = await cause.suspect(samlTrace([signedIn(), page(), authnRequest()]));
    expect(suspicion?.seen).toBe("/acs answered 303 and set no cookie; then the app asked to sign in again");
    expect(suspicion?.proof).toBe(
      "/reports was asked for right after it, without any cookie that could carry a session",
    );
  });

  it("proposes to keep a session cookie that a browser refuses", async () => {
    const hops = [signedIn(cookie("sid=1; Domain=other.example", "domain-of-another-host")), page(), authnRequest()];
    expect(await cause.suspect(samlTrace(hops))).toMatchObject({
      seen: expect.stringContaining("sid, which a browser refuses (its Domain is not the app's)"),
      experiment: { sendCookies: ["sid"] },
    });
  });

  it.each([
    ["given", "sid=1; Path=/signed-in"],
    ["that of the ACS by default", "sid=1"],
    ["only the beginning of a word", "sid=1; Path=/rep"],
  ])("is proved by a page that is outside of the cookie's Path: %s", async (_title, line) => {
    const delivery = samlDelivery({ response: { status: 303, setCookies: [cookie(line)] } }, `${APP}/saml/acs`);
    expect(await cause.suspect(samlTrace([delivery, page(), authnRequest()]))).toMatchObject({
      proof: "/reports was asked for right after it, without sid",
      fix: expect.stringContaining("Path=/ on sid"),
    });
  });

  it("is proved where every cookie stays away, whatever the answer deletes", async () => {
    const deleted = { ...cookie("state=; Path=/; Max-Age=0"), stored: false };
    const delivery = signedIn(cookie("sid=1; Path=/acs"), cookie("csrf=1; Path=/acs"), deleted);
    expect((await cause.suspect(samlTrace([delivery, page(), authnRequest()])))?.proof).toBe(
      "/reports was asked for right after it, without sid, csrf",
    );
  });

  it.each([
    [
      "a narrow cookie beside one that came",
      samlTrace([signedIn(cookie("sid=1; Path=/"), cookie("csrf=1; Path=/acs")), page(["sid"]), authnRequest()]),
    ],
    ["a session that holds", samlTrace([authnRequest(), signedIn(cookie("sid=1; Path=/")), page(["sid"])])],
    [
      "a second sign-in although the cookie came",
      samlTrace([signedIn(cookie("sid=1; Path=/")), page(["sid"]), authnRequest()]),
    ],
    [
      "an app that sets no cookie, and has one from before the sign-in",
      samlTrace([signedIn(), page(["sid"]), authnRequest()]),
    ],
    ["an app that refused the answer", samlTrace([samlDelivery({ response: { status: 403 } }), authnRequest()])],
    ["no answer of the IdP", samlTrace([authnRequest(), page()])],
    [
      "an answer to which a state cookie did not come: that is the cause then",
      samlTrace([
        samlDelivery({ response: { status: 303 }, withheldCookies: [{ name: "sid", why: "lax-on-cross-site-post" }] }),
        authnRequest(),
      ]),
    ],
  ])("says nothing about %s", async (_title, trace) => {
    expect(await cause.suspect(trace)).toBeUndefined();
  });
});
