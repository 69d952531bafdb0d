import { describe, expect, it } from "vitest";
import { NAME_ID_FORMAT } from "../../../src/protocols/saml/urns.js";
import { assignmentOf, deleteAssignment, updateAssignment } from "../../../src/store/assignments.js";
import { setUserStatus } from "../../../src/store/users.js";
import { Browser } from "../browser.js";
import { isResponse, postedBy, postFrom, redirectPath, requestXml, samlOrg, wordsOf } from "./saml-org.js";

const ways = ["redirect", "post", "sign-on URL", "tile"] as const;
type Saml = Awaited<ReturnType<typeof samlOrg>>;

async function open(saml: Saml, way: (typeof ways)[number], browser = saml.browser) {
  if (way === "tile") return browser.get(saml.tilePath);
  if (way === "sign-on URL") return browser.get(saml.ssoPath);
  if (way === "redirect") return browser.get(redirectPath(saml.ssoPath));
  const { location, ...answer } = await postFrom(browser, saml.ssoPath);
  return location ? browser.get(location) : { location, ...answer };
}

describe.each(ways)("the gate, by %s", (way) => {
  it("refuses a person who is not assigned, though the session is open: 403, a fix, a log event, no response", async () => {
    await using saml = await samlOrg();
    await saml.signIn();
    expect(isResponse(await open(saml, way))).toBe(true);
    await saml.test.change(async (tx) => {
      await deleteAssignment(tx, saml.app.id, saml.test.ada.id);
    });
    const page = await open(saml, way);

    expect(page.status).toBe(403);
    expect(isResponse(page)).toBe(false);
    expect(wordsOf(page)).toContain("appint assign payroll-1 --user ada@example.com");
    expect(await saml.lastEvent()).toMatchObject({
      eventType: "app.generic.unauth_app_access_attempt",
      result: "FAILURE",
      reason: "User not assigned",
      actor: saml.test.ada.id,
      targets: [saml.app.id],
    });
  });

  it("sends who is not assigned to the admin's own page, where the app names one, and logs it all the same", async () => {
    await using saml = await samlOrg();
    await saml.signIn();
    const errorRedirectUrl = "https://intranet.example/no-access";
    const { document } = saml.app;
    await saml.test.editApp({ ...saml.app, document: { ...document, accessibility: { errorRedirectUrl } } });
    expect(isResponse(await open(saml, way)), "an assigned person").toBe(true);
    await saml.test.change(async (tx) => {
      await deleteAssignment(tx, saml.app.id, saml.test.ada.id);
    });
    const page = await open(saml, way);

    expect([page.status, page.location]).toEqual([302, errorRedirectUrl]);
    expect(await saml.lastEvent()).toMatchObject({ result: "FAILURE", reason: "User not assigned" });
  });

  it("refuses a person without a username in the app: no assertion is about nobody", async () => {
    await using saml = await samlOrg();
    const { ada } = saml.test;
    await saml.signIn();
    await saml.test.change(async (tx) => {
      const assignment = await assignmentOf(tx, saml.app.id, ada.id);
      if (assignment) await updateAssignment(tx, { ...assignment, username: "" });
    });
    const page = await open(saml, way);

    expect([page.status, isResponse(page)]).toEqual([403, false]);
    expect(wordsOf(page)).toContain("appint assign payroll-1 --user ada@example.com --username");
    expect(await saml.lastEvent()).toMatchObject({ result: "FAILURE", reason: "User has no username in the app" });
  });

  it("asks a person who was suspended to sign in, and does not let them", async () => {
    await using saml = await samlOrg();
    await saml.signIn();
    await saml.test.change(async (tx) => {
      await setUserStatus(tx, saml.test.ada.id, "SUSPENDED", new Date());
    });
    const page = await open(saml, way);
    expect(page.location).toMatch(/^\/login\/login\.htm/);
    expect(isResponse(page)).toBe(false);
    const refused = await saml.browser.signIn(await saml.browser.go(page.location), { user: saml.test.ada.id });

    expect(refused.status).toBe(401);
  });

  it("obeys the overlay of a run for its own browser alone, and logs it under the run", async () => {
    await using saml = await samlOrg();
    const pair = { app: saml.app.id, user: saml.test.ada.id };
    const overlays = {
      unassigned: { overlay: { unassigned: [pair] }, status: 403, reason: "User not assigned" },
      suspended: { overlay: { suspendedUsers: [pair.user] }, status: 403, reason: "User is not active" },
      inactive: { overlay: { inactiveApps: [pair.app] }, status: 404, reason: "App is not active" },
    };
    await saml.signIn();
    for (const { overlay, status, reason } of Object.values(overlays)) {
      const run = await saml.test.addRun(overlay);
      const browser = new Browser(saml.test.origin);
      browser.cookies.set("idx", saml.browser.cookies.get("idx") ?? "");
      browser.cookies.set("appint_run", run.token);
      const page = await open(saml, way, browser);

      expect([reason, page.status]).toEqual([reason, status]);
      expect(isResponse(page)).toBe(false);
      expect(await saml.lastEvent()).toMatchObject({ reason, run: run.id });
      expect(isResponse(await open(saml, way))).toBe(true);
      expect(await saml.lastEvent()).toMatchObject({ result: "SUCCESS", run: null });
    }
  });

  it("signs with the settings that a run sees, for its own browser alone, and logs it under the run", async () => {
    await using saml = await samlOrg();
    const settings = [
      { app: saml.app.id, path: "settings.signOn.audience", value: "urn:patched" },
      { app: saml.app.id, path: "settings.signOn.ssoAcsUrl", value: "http://localhost:3000/patched" },
    ];
    const run = await saml.test.addRun({ settings });
    const browser = new Browser(saml.test.origin);
    await saml.signIn();
    browser.cookies.set("idx", saml.browser.cookies.get("idx") ?? "");
    browser.cookies.set("appint_run", run.token);
    const patched = postedBy(await open(saml, way, browser));
    const event = await saml.lastEvent();
    const unpatched = postedBy(await open(saml, way));

    expect(patched.xml).toContain("<saml2:Audience>urn:patched<");
    expect(patched.action).toBe("http://localhost:3000/patched");
    expect(event).toMatchObject({ result: "SUCCESS", run: run.id });
    expect(unpatched.xml).not.toContain("patched");
    expect(unpatched.action).not.toContain("patched");
  });
});

describe("an inactive app", () => {
  it.each(["redirect", "sign-on URL"] as const)(
    "is a 404 by %s, signed in or not, with what the admin does",
    async (way) => {
      await using saml = await samlOrg();
      await saml.edit({}, { status: "INACTIVE" });
      const signedOut = await open(saml, way);
      expect(await saml.lastEvent()).toMatchObject({
        reason: "App is not active",
        actor: "unknown",
        targets: [saml.app.id],
      });
      await saml.signIn();
      const signedIn = await open(saml, way);

      for (const page of [signedOut, signedIn]) {
        expect(page.status).toBe(404);
        expect(wordsOf(page)).toContain("appint apps activate payroll-1");
        expect(isResponse(page)).toBe(false);
      }
      expect(await saml.lastEvent()).toMatchObject({ actor: saml.test.ada.id });
    },
  );

  it("is a 404 for a posted request too, which is not kept", async () => {
    await using saml = await samlOrg();
    await saml.edit({}, { status: "INACTIVE" });

    expect((await postFrom(saml.browser, saml.ssoPath)).status).toBe(404);
  });

  it("is refused when it is deactivated while the person signs in", async () => {
    await using saml = await samlOrg();
    const page = await saml.browser.go(redirectPath(saml.ssoPath));
    await saml.edit({}, { status: "INACTIVE" });
    const after = await saml.browser.signIn(page, { user: saml.test.ada.id });

    expect(after.status).toBe(404);
    expect(isResponse(after)).toBe(false);
  });

  it("inactive only for a run, calls itself the same: no such address", async () => {
    await using saml = await samlOrg();
    const run = await saml.test.addRun({ inactiveApps: [saml.app.id] });
    saml.browser.cookies.set("appint_run", run.token);
    await saml.signIn();

    expect((await saml.browser.get(saml.ssoPath)).text).toContain("<h1>404 Not Found</h1>");
  });
});

describe("a sign-on URL", () => {
  it("of nobody is a 404: unknown key, another app's name, an OIDC app, the key of another org", async () => {
    await using saml = await samlOrg();
    await using other = await samlOrg();
    await saml.signIn();
    const { name, externalKey } = saml.app;
    const oidc = saml.test.app;
    for (const path of [
      `/app/${name}/exk00000000000000000/sso/saml`,
      `/app/example_payroll_9/${externalKey}/sso/saml`,
      `/app/${oidc.name}/${oidc.externalKey}/sso/saml`,
      `/app/${other.app.name}/${other.app.externalKey}/sso/saml`,
    ]) {
      const page = await saml.browser.get(path);
      expect([path, page.status]).toEqual([path, 404]);
      expect((await saml.browser.post(path, { SAMLRequest: "x" })).status).toBe(404);
    }
  });
});

describe("the settings that a run sees", () => {
  it("are those that a request is judged by, before anybody has signed in", async () => {
    await using saml = await samlOrg();
    const xml = requestXml({ nameIdFormat: NAME_ID_FORMAT.persistent });
    const path = "settings.signOn.subjectNameIdFormat";
    const run = await saml.test.addRun({ settings: [{ app: saml.app.id, path, value: NAME_ID_FORMAT.persistent }] });
    expect((await saml.browser.get(redirectPath(saml.ssoPath, xml))).status).toBe(400);
    saml.browser.cookies.set("appint_run", run.token);

    const page = await saml.browser.go(redirectPath(saml.ssoPath, xml));
    const posted = postedBy(await saml.browser.signIn(page, { user: saml.test.ada.id }));

    expect(posted.xml).toContain(`<saml2:NameID Format="${NAME_ID_FORMAT.persistent}">`);
  });

  it("decide whether ForceAuthn is honored, and the run is named where its request is refused", async () => {
    await using saml = await samlOrg();
    const settings = [{ app: saml.app.id, path: "settings.signOn.honorForceAuthn", value: false }];
    const run = await saml.test.addRun({ settings });
    saml.browser.cookies.set("appint_run", run.token);
    await saml.signIn();
    expect(isResponse(await saml.browser.get(redirectPath(saml.ssoPath, requestXml({ forceAuthn: true }))))).toBe(true);

    saml.browser.cookies.delete("appint_run"); // the session still belongs to the run
    await saml.browser.get(`${saml.ssoPath}?SAMLRequest=%25`);
    expect(await saml.lastEvent()).toMatchObject({ result: "FAILURE", run: run.id });
  });
});
