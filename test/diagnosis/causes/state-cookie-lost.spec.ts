import { describe, expect, it } from "vitest";
import cause from "../../../src/diagnosis/causes/state-cookie-lost.js";
import { APP, codeDelivery, cookie, hop, oidcTrace, samlDelivery, samlTrace } from "../trace.js";

const login = (line: string) => hop("GET", `${APP}/login`, { response: { status: 303, setCookies: [cookie(line)] } });

describe("state-cookie-lost", () => {
  it.each([
    ["sid=secret; Path=/; HttpOnly; SameSite=Lax", "lax-on-cross-site-post", "sid=…; SameSite=Lax"],
    ["sid=secret; Path=/", "default-lax-on-cross-site-post", "sid=…; (no SameSite: Lax)"],
    ["sid=secret; SameSite=Strict; Secure", "strict-on-cross-site-navigation", "sid=…; SameSite=Strict; Secure"],
  ])("proposes to send the cookie that stayed away from the POST: %s", async (line, why, shown) => {
    const hops = [login(line), samlDelivery({ withheldCookies: [{ name: "sid", why }] })];
    const suspicion = await cause.suspect(samlTrace(hops));
    expect(suspicion).toMatchObject({
      seen: `Set-Cookie: ${shown}; the POST to /acs arrived without it`,
      fix: expect.stringContaining("SameSite=None; Secure on sid"),
      experiment: { sendCookies: ["sid"], change: "with only that cookie sent along" },
    });
    expect(suspicion?.proof).toBeUndefined();
    expect(JSON.stringify(suspicion)).not.toContain("secret");
  });

  it("proposes Lax for a cookie that stayed away from a GET", async () => {
    const withheldCookies = [{ name: "sid", why: "strict-on-cross-site-navigation" }];
    const suspicion = await cause.suspect(
      oidcTrace([login("sid=1; SameSite=Strict"), codeDelivery({ withheldCookies })]),
    );
    expect(suspicion?.fix).toBe("SameSite=Lax on sid");
  });

  it("knows an answer that response_mode=form_post posts", async () => {
    const withheldCookies = [{ name: "sid", why: "lax-on-cross-site-post" }];
    const answer = (names: readonly string[]) =>
      hop("POST", `${APP}/callback`, {
        withheldCookies,
        request: { fields: names.map((name) => [name, "x"] as const) },
      });
    expect(await cause.suspect(oidcTrace([login("sid=1; SameSite=Lax"), answer(["code", "state"])]))).toMatchObject({
      fix: expect.stringContaining("SameSite=None; Secure on sid"),
    });
    expect(await cause.suspect(oidcTrace([answer(["code"])]))).toBeUndefined(); // a form of the app's own
  });

  it("speaks of several cookies in the plural", async () => {
    const withheldCookies = ["a", "b"].map((name) => ({ name, why: "lax-on-cross-site-post" }));
    const suspicion = await cause.suspect(samlTrace([samlDelivery({ withheldCookies })]));
    expect(suspicion?.experiment).toEqual({ sendCookies: ["a", "b"], change: "with only those cookies sent along" });
    expect(suspicion?.seen).toContain("arrived without them");
  });

  it.each([
    ["an answer to which every cookie came", samlTrace([login("sid=1"), samlDelivery()])],
    [
      "a cookie that stayed away for another reason",
      samlTrace([samlDelivery({ withheldCookies: [{ name: "sid", why: "secure-over-http" }] })]),
    ],
    [
      "a cookie that stayed away from another request",
      samlTrace([
        hop("GET", `${APP}/`, { withheldCookies: [{ name: "sid", why: "strict-on-cross-site-navigation" }] }),
      ]),
    ],
    ["no request at all", samlTrace([])],
  ])("says nothing about %s", async (_title, trace) => {
    expect(await cause.suspect(trace)).toBeUndefined();
  });
});
